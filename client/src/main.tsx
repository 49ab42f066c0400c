import { render } from 'preact';
import { Chat } from './chat/chat.js';
import { openOutboxStore } from './outbox/open-outbox-store.js';
import { App } from './ui/app.js';
import { ChatContext } from './ui/context.js';
import { followKeyboard } from './ui/follow-keyboard.js';
import './styles/main.css';

const chat = new Chat(await openOutboxStore());

const app = document.getElementById('app')!;
app.replaceChildren();
render(
  <ChatContext.Provider value={chat}>
    <App />
  </ChatContext.Provider>,
  app,
);
followKeyboard();
void chat.start();
