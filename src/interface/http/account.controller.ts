import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { ClaimAccount } from '../../application/use-cases/claim-account.js';
import { Addresses } from '../addresses.js';
import { deviceOf } from '../device.js';
import { AccountClaim, type Introduced } from '../protocol/endpoints.js';
import { parse } from '../protocol/parse.js';
import { presentUser } from '../protocol/present.js';
import { handCookie } from './hand-cookie.js';
import { HttpCallers } from './http-callers.js';

/** How a guest becomes an account: it gives the session another token, and so sets the page's cookie. */
@Controller('api/account')
export class AccountController {
  constructor(
    @Inject(HttpCallers) private readonly callers: HttpCallers,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(ClaimAccount) private readonly claimAccount: ClaimAccount,
  ) {}

  @Post()
  async claim(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() body: unknown,
  ): Promise<z.input<typeof Introduced>> {
    const caller = await this.callers.require(request);
    const started = await this.claimAccount.execute({
      ...parse(AccountClaim, body),
      caller,
      address: this.addresses.of(request),
      device: deviceOf(request.get('User-Agent')),
    });
    handCookie(request, response, started);
    return { user: presentUser(started.user), token: started.token };
  }
}
