import { render } from 'preact';
import { Chat } from './chat/chat.js';
import { languageOf, readPreferences } from './chat/preferences.js';
import { fetchDictionary } from './i18n/fetch-dictionary.js';
import { openOutboxStore } from './outbox/open-outbox-store.js';
import { App } from './ui/app.js';
import { ChatContext } from './ui/context.js';
import { followKeyboard } from './ui/follow-keyboard.js';
import './styles/main.css';

const language = languageOf(readPreferences());
const [outboxStore, dictionary] = await Promise.all([openOutboxStore(), fetchDictionary(language)]);
const chat = new Chat(outboxStore);

const app = document.getElementById('app')!;
app.replaceChildren();
render(
  <ChatContext.Provider value={chat}>
    <App first={dictionary} />
  </ChatContext.Provider>,
  app,
);
followKeyboard();
void chat.identity.start();
