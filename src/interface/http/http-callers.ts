import type { Request } from 'express';
import { ChatError } from '../../domain/chat-error.js';
import { OPERATOR, type Caller } from '../../application/use-cases/caller.js';
import type { ResumedSession, ResumeSession } from '../../application/use-cases/resume-session.js';
import { bearerToken, cookieToken } from '../credentials.js';
import type { Origins } from '../origins.js';
import type { Operator } from './operator.js';

const SAFE = new Set(['GET', 'HEAD']);

/** Tells on whose behalf a request over HTTP comes. */
export class HttpCallers {
  constructor(
    private readonly resumeSession: ResumeSession,
    private readonly origins: Origins,
    private readonly operator: Operator,
  ) {}

  /** Throws `unauthenticated`, or `origin.refused` for a page of another origin. */
  async require(request: Request): Promise<ResumedSession> {
    return this.resumeSession.execute({ token: this.token(request) });
  }

  /** As `require`, or the operator of the server. */
  async requireOrOperator(request: Request): Promise<Caller> {
    return this.operator.is(this.token(request)) ? OPERATOR : this.require(request);
  }

  /** As `require`, but a caller who carries nothing, or nothing that still counts, is nobody. */
  async find(request: Request): Promise<ResumedSession | undefined> {
    try {
      return await this.require(request);
    } catch (error) {
      if (error instanceof ChatError && error.kind === 'unauthenticated') return undefined;
      throw error;
    }
  }

  private token(request: Request): string | undefined {
    const provenance = this.origins.provenance(request.headers);
    if (provenance === 'foreign') throw new ChatError('origin.refused');

    const bearer = bearerToken(request.headers);
    if (bearer !== undefined) return bearer;
    // A cookie comes along whoever asks. A change must therefore come from a page that says it is ours; a GET from
    // elsewhere changes nothing and is not shown to who caused it.
    return provenance === 'ours' || SAFE.has(request.method)
      ? cookieToken(request.headers, request.secure)
      : undefined;
  }
}
