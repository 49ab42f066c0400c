import type { z } from 'zod';
import type { Request } from './request.js';
import { accountRequests } from './requests/accounts.js';
import { adminRequests } from './requests/admin.js';
import { attentionRequests } from './requests/attention.js';
import { inviteRequests } from './requests/invites.js';
import { memberRequests } from './requests/members.js';
import { messageRequests } from './requests/messages.js';
import { moderationRequests } from './requests/moderation.js';
import { pushRequests } from './requests/push.js';
import { readingRequests } from './requests/reading.js';
import { reportRequests } from './requests/reports.js';
import { roomRequests } from './requests/rooms.js';
import { searchRequests } from './requests/search.js';
import { userRequests } from './requests/users.js';

/** One row a request. Every transport, the documents and the client's types come from it. */
export const requests = {
  ...roomRequests,
  ...readingRequests,
  ...searchRequests,
  ...memberRequests,
  ...inviteRequests,
  ...messageRequests,
  ...attentionRequests,
  ...pushRequests,
  ...moderationRequests,
  ...reportRequests,
  ...accountRequests,
  ...userRequests,
  ...adminRequests,
};

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.input<(typeof requests)[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.input<(typeof requests)[Name]['output']>;

/** The rows by name, for names that come from outside. */
export const requestTable: ReadonlyMap<string, Request> = new Map<string, Request>(
  Object.entries(requests) as unknown as [string, Request][],
);
