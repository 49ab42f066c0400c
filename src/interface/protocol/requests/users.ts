import { z } from 'zod';
import { FindUsers } from '../../../application/use-cases/find-users.js';
import { ListContacts } from '../../../application/use-cases/list-contacts.js';
import { SetAvailability } from '../../../application/use-cases/set-availability.js';
import { SetContact } from '../../../application/use-cases/set-contact.js';
import { ShowUser } from '../../../application/use-cases/show-user.js';
import { UpdateProfile } from '../../../application/use-cases/update-profile.js';
import { AVAILABILITIES, DIRECTS } from '../../../domain/user.js';
import { presentProfile, presentUser } from '../present.js';
import { request } from '../request.js';
import {
  Contact,
  ContactState,
  Id,
  Login,
  Nickname,
  Profile,
  QuietHours,
  StatusLine,
  User,
} from '../schemas.js';

/** Who others are, and who one is to them. */
export const userRequests = {
  'user:show': request({
    summary: 'Who someone is, and how the caller stands to them.',
    input: z.strictObject({ user: Id }),
    output: z.object({ user: Profile, contact: ContactState.optional() }),
    http: { method: 'GET', path: '/api/users/:user' },
    useCase: ShowUser,
    async answer(showUser, input, caller) {
      const { user, contact } = await showUser.execute({ ...input, caller });
      return { user: presentProfile(user), ...(contact && { contact }) };
    },
  }),
  'user:find': request({
    summary: 'The account of exactly this username or number, if there is one.',
    input: z.strictObject({ query: Login }),
    output: z.object({ users: z.array(Profile) }),
    http: { method: 'GET', path: '/api/users' },
    useCase: FindUsers,
    async answer(findUsers, input, caller) {
      return { users: (await findUsers.execute({ ...input, caller })).map(presentProfile) };
    },
  }),
  'profile:update': request({
    summary: 'Shows the caller otherwise from now on, everywhere at once.',
    input: z.strictObject({
      nickname: Nickname.optional(),
      status: StatusLine.optional(),
      directs: z.enum(DIRECTS).optional(),
      nudges: z.boolean().optional(),
      quiet: QuietHours.nullable().optional(),
    }),
    output: z.object({ user: User }),
    http: { method: 'PUT', path: '/api/profile' },
    useCase: UpdateProfile,
    async answer(updateProfile, input, caller) {
      return { user: presentUser(await updateProfile.execute({ ...input, caller })) };
    },
  }),
  'presence:set': request({
    summary: 'Lets others see the caller otherwise from now on, on every device and at every visit.',
    input: z.strictObject({ status: z.enum(AVAILABILITIES) }),
    output: z.object({}),
    http: { method: 'PUT', path: '/api/presence' },
    useCase: SetAvailability,
    async answer(setAvailability, input, caller) {
      await setAvailability.execute({ ...input, caller });
      return {};
    },
  }),
  'contact:set': request({
    summary: 'Accepts or blocks someone, or neither; nobody is told.',
    input: z.strictObject({ user: Id, state: z.enum([...ContactState.options, 'none']) }),
    output: z.object({}),
    http: { method: 'PUT', path: '/api/contacts/:user' },
    useCase: SetContact,
    async answer(setContact, input, caller) {
      await setContact.execute({ ...input, caller });
      return {};
    },
  }),
  'contact:list': request({
    summary: 'Everybody whom the caller has accepted or blocked.',
    input: z.strictObject({}),
    output: z.object({ contacts: z.array(Contact) }),
    http: { method: 'GET', path: '/api/contacts' },
    useCase: ListContacts,
    async answer(listContacts, _input, caller) {
      const contacts = await listContacts.execute({ caller });
      return { contacts: contacts.map(({ user, state }) => ({ user: presentProfile(user), state })) };
    },
  }),
};
