import type { Reports } from '../../src/application/ports/reports.js';
import { instead, type Mutant, type Parts } from './mutants.js';

const reports =
  (change: (parts: Parts) => Partial<Reports>): Mutant =>
  (parts) => ({ reports: instead<Reports>(parts.reports, change(parts)) });

export const reportsMutants: Record<string, Mutant> = {
  'keeps letters of a reason': reports(({ reports }) => ({
    add: (report) => reports.add({ ...report, reason: report.reason.replaceAll(/\P{ASCII}/gu, '') }),
  })),
  'keeps every report': reports(({ data }) => ({
    add: async (report) => void data.reports.set(report.id, report),
  })),
  'keeps one report a message': reports(({ data, reports }) => ({
    async add(report) {
      const known = [...data.reports.values()];
      if (!known.some(({ room, seq }) => room === report.room && seq === report.seq))
        await reports.add(report);
    },
  })),
  'lists the reports of all rooms': reports(({ data, reports }) => ({
    list: async (_of, limit) =>
      (await Promise.all([...data.rooms.keys()].map((room) => reports.list({ room }, limit)))).flat(),
  })),
  'lists reports by their ids': reports(({ reports }) => ({
    list: async (...asked) => (await reports.list(...asked)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  })),
  'lists without end': reports(({ reports }) => ({ list: (of) => reports.list(of, Infinity) })),
  'notes who saw to a report last': reports(({ data, reports }) => ({
    async resolve(of, id, by, at) {
      const known = data.reports.get(id);
      const there = await reports.resolve(of, id, by, at);
      if (known && there) data.reports.set(id, { ...known, resolved: { by, at } });
      return there;
    },
  })),
  'resolves whatever there is': reports(({ data, reports }) => ({
    resolve: (_of, id, by, at) => reports.resolve({ room: data.reports.get(id)?.room ?? '' }, id, by, at),
  })),
  'forgets reports with those who made them': reports(({ data, reports }) => ({
    list: async (...asked) => (await reports.list(...asked)).filter(({ by }) => data.users.has(by.id)),
  })),
  'knows people by the nickname of then': ({ users, data }) => ({
    users: instead(users, { update: async (id) => data.users.get(id) }),
  }),
};
