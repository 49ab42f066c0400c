import { shelf } from '../io/shelf.js';
import type { User } from '../protocol.js';

const keyOf = ({ id }: User): string => `keep-hint:${id}`;

/** Whether to tell a guest how to keep who he is: once he has something to lose, and until he has seen it. */
export const keepHint = {
  due: (user: User): boolean => user.kind === 'guest' && shelf.get(keyOf(user)) === 'due',

  wrote: (user: User): void => {
    if (user.kind === 'guest' && shelf.get(keyOf(user)) === undefined) shelf.set(keyOf(user), 'due');
  },

  dismiss: (user: User): void => shelf.set(keyOf(user), 'dismissed'),
};
