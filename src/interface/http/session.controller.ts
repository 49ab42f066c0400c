import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { EndSession } from '../../application/use-cases/end-session.js';
import { RenameUser } from '../../application/use-cases/rename-user.js';
import { StartSession } from '../../application/use-cases/start-session.js';
import { Addresses } from '../addresses.js';
import { bearerToken, cookieToken, sessionCookie } from '../credentials.js';
import { Introduction, type Introduced, type Known } from '../protocol/endpoints.js';
import { parse } from '../protocol/parse.js';
import { presentUser } from '../protocol/present.js';
import { HttpCallers } from './http-callers.js';

/** Who one is: the one part of the protocol that only HTTP has, because it sets the page's cookie. */
@Controller('api/session')
export class SessionController {
  constructor(
    @Inject(HttpCallers) private readonly callers: HttpCallers,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(StartSession) private readonly startSession: StartSession,
    @Inject(RenameUser) private readonly renameUser: RenameUser,
    @Inject(EndSession) private readonly endSession: EndSession,
  ) {}

  /** 201 and a token for a newcomer; 200 and the new nickname for a caller who has a session. */
  @Post()
  async introduce(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() body: unknown,
  ): Promise<z.input<typeof Introduced | typeof Known>> {
    const { nickname } = parse(Introduction, body);
    const caller = await this.callers.find(request);
    if (caller) {
      response.status(200);
      return { user: presentUser(await this.renameUser.execute({ caller, nickname })) };
    }
    const { user, token, expiresAt } = await this.startSession.execute({
      nickname,
      address: this.addresses.of(request),
    });
    setCookie(request, response, token, expiresAt - Date.now());
    return { user: presentUser(user), token };
  }

  /** Also hands a browser its cookie anew, so that it lasts as long as the session, which each visit prolongs. */
  @Get()
  async who(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.input<typeof Known>> {
    const { user, expiresAt } = await this.callers.require(request);
    const token = bearerToken(request.headers) === undefined && cookieToken(request.headers, request.secure);
    if (token) setCookie(request, response, token, expiresAt - Date.now());
    return { user: presentUser(user) };
  }

  @Delete()
  @HttpCode(204)
  async leave(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.endSession.execute({ caller: await this.callers.require(request) });
    setCookie(request, response, '', 0);
  }
}

function setCookie(request: Request, response: Response, token: string, maxAge: number): void {
  response.setHeader('Set-Cookie', sessionCookie(token, maxAge, request.secure));
}
