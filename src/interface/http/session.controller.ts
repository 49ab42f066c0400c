import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Policy } from '../../application/policy.js';
import { EndSession } from '../../application/use-cases/end-session.js';
import { SignIn } from '../../application/use-cases/sign-in.js';
import { StartSession } from '../../application/use-cases/start-session.js';
import { UpdateProfile } from '../../application/use-cases/update-profile.js';
import { Addresses } from '../addresses.js';
import { bearerToken, cookieToken } from '../credentials.js';
import { deviceOf } from '../device.js';
import { Introduction, type Introduced, type Known, type Shown } from '../protocol/endpoints.js';
import { parse } from '../protocol/parse.js';
import { presentPolicy, presentUser } from '../protocol/present.js';
import { handCookie, takeCookie } from './hand-cookie.js';
import { HttpCallers } from './http-callers.js';

/** Who one is: a part of the protocol that only HTTP has, because it sets the page's cookie. */
@Controller('api/session')
export class SessionController {
  constructor(
    @Inject(HttpCallers) private readonly callers: HttpCallers,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(StartSession) private readonly startSession: StartSession,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(UpdateProfile) private readonly updateProfile: UpdateProfile,
    @Inject(EndSession) private readonly endSession: EndSession,
    @Inject(Policy) private readonly policy: Policy,
  ) {}

  /** 201 and a token for a newcomer, and for an account that signs in; 200 for a caller who has a session and renames. */
  @Post()
  async introduce(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() body: unknown,
  ): Promise<z.input<typeof Introduced | typeof Known>> {
    const introduction = parse(Introduction, body);
    const caller = await this.callers.find(request);
    const place = { address: this.addresses.of(request), device: deviceOf(request.get('User-Agent')) };

    if (introduction.nickname !== undefined && caller) {
      response.status(200);
      const { nickname } = introduction;
      return { user: presentUser(await this.updateProfile.execute({ caller, nickname })) };
    }
    const started =
      introduction.nickname !== undefined
        ? await this.startSession.execute({ nickname: introduction.nickname, ...place })
        : await this.signIn.execute({
            login: introduction.username,
            password: introduction.password,
            former: caller,
            ...place,
          });
    handCookie(request, response, started);
    return { user: presentUser(started.user), token: started.token };
  }

  /** Also hands a browser its cookie anew, so that it lasts as long as the session, which each visit prolongs. */
  @Get()
  async who(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.input<typeof Shown>> {
    const { user, expiresAt } = await this.callers.require(request);
    const token = bearerToken(request.headers) === undefined && cookieToken(request.headers, request.secure);
    if (token) handCookie(request, response, { token, expiresAt });
    return { user: presentUser(user), policy: presentPolicy(this.policy) };
  }

  @Delete()
  @HttpCode(204)
  async leave(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.endSession.execute({ caller: await this.callers.require(request) });
    takeCookie(request, response);
  }
}
