import { useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { SignInForm } from '../entrance.js';
import { useShow } from '../show.js';

/** A guest goes on as an account that he has. */
export function SignIn() {
  const t = useWindowText();
  const show = useShow();
  const { nickname } = useSelect((state) => state.me)!;
  const unsent = useSelect((state) => state.parcels.length);

  return (
    <Dialog title={t.otherAccount} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <p class="hint">{t.otherAccountHint(nickname)}</p>
      {unsent > 0 && <p class="hint">{t.unsentDrafts(unsent)}</p>}
      <SignInForm />
    </Dialog>
  );
}
