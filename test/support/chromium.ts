import { chromium, type Browser } from 'playwright-core';
import { installed } from '../../scripts/browser.mjs';

/** A name that leads to this machine and that no browser takes for local: plain http on it is not secure. */
export const ELSEWHERE = 'parley.test';

async function executable(): Promise<string> {
  if (installed !== undefined) return installed;
  // Told that it runs in Lambda, the package unpacks the shared libraries that it needs, too.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

/** A real Chromium: the one of this machine, else the one that an npm package carries. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await executable(),
    args: [
      `--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
