import { z } from 'zod';
import { CreateReport } from '../../../application/use-cases/create-report.js';
import { ListDirectReports } from '../../../application/use-cases/list-direct-reports.js';
import { ListReports } from '../../../application/use-cases/list-reports.js';
import { REPORTS_LIMIT } from '../../../application/use-cases/reported.js';
import { ResolveDirectReport } from '../../../application/use-cases/resolve-direct-report.js';
import { ResolveReport } from '../../../application/use-cases/resolve-report.js';
import { presentReport } from '../present.js';
import { request } from '../request.js';
import { Epoch, Id, Reason, Report, Seq } from '../schemas.js';

const Reports = z.object({ reports: z.array(Report).max(REPORTS_LIMIT) });

/** What people ask those to look at who run a room, or the server. */
export const reportRequests = {
  'report:create': request({
    summary:
      'Asks the moderators of a room to look at a message; of a direct talk, the server’s administrator.',
    input: z.strictObject({ room: Id, epoch: Epoch, seq: Seq, reason: Reason }),
    output: z.object({}),
    http: { method: 'POST', path: '/api/rooms/:room/reports', status: 201 },
    useCase: CreateReport,
    async answer(createReport, input, caller) {
      await createReport.execute({ ...input, caller });
      return {};
    },
  }),
  'report:list': request({
    summary: 'What was reported in a room: first what nobody has seen to.',
    input: z.strictObject({ room: Id }),
    output: Reports,
    http: { method: 'GET', path: '/api/rooms/:room/reports' },
    useCase: ListReports,
    async answer(listReports, input, caller) {
      const reports = await listReports.execute({ ...input, caller });
      return { reports: reports.map(presentReport) };
    },
  }),
  'report:resolve': request({
    summary: 'Notes that the caller has seen to a report.',
    input: z.strictObject({ room: Id, report: Id }),
    output: z.object({}),
    http: { method: 'PUT', path: '/api/rooms/:room/reports/:report' },
    useCase: ResolveReport,
    async answer(resolveReport, input, caller) {
      await resolveReport.execute({ ...input, caller });
      return {};
    },
  }),
  'admin:reports': request({
    summary: 'What was reported in direct talks: first what nobody has seen to.',
    input: z.strictObject({}),
    output: Reports,
    http: { method: 'GET', path: '/api/admin/reports' },
    useCase: ListDirectReports,
    async answer(listDirectReports) {
      const reports = await listDirectReports.execute();
      return { reports: reports.map(presentReport) };
    },
  }),
  'admin:report': request({
    summary: 'Notes that the administrator has seen to a report of a direct talk.',
    input: z.strictObject({ report: Id }),
    output: z.object({}),
    http: { method: 'PUT', path: '/api/admin/reports/:report' },
    useCase: ResolveDirectReport,
    async answer(resolveDirectReport, input, caller) {
      await resolveDirectReport.execute({ ...input, caller });
      return {};
    },
  }),
};
