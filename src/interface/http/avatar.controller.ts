import { Controller, Delete, Get, Inject, Param, Put, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { SetAvatar } from '../../application/use-cases/set-avatar.js';
import { ShowAvatar } from '../../application/use-cases/show-avatar.js';
import { ChatError } from '../../domain/chat-error.js';
import { AvatarWanted, type Known } from '../protocol/endpoints.js';
import { parse } from '../protocol/parse.js';
import { presentUser } from '../protocol/present.js';
import { HttpCallers } from './http-callers.js';

/** Images go by HTTP alone: what a browser shows comes from an address. */
@Controller('api')
export class AvatarController {
  constructor(
    @Inject(HttpCallers) private readonly callers: HttpCallers,
    @Inject(SetAvatar) private readonly setAvatar: SetAvatar,
    @Inject(ShowAvatar) private readonly showAvatar: ShowAvatar,
  ) {}

  @Put('avatar')
  async put(@Req() request: Request): Promise<z.input<typeof Known>> {
    const caller = await this.callers.require(request);
    const image: unknown = request.body;
    if (!(image instanceof Uint8Array)) throw new ChatError('avatar.invalid');
    return { user: presentUser(await this.setAvatar.execute({ caller, image })) };
  }

  @Delete('avatar')
  async remove(@Req() request: Request): Promise<z.input<typeof Known>> {
    const caller = await this.callers.require(request);
    return { user: presentUser(await this.setAvatar.execute({ caller, image: undefined })) };
  }

  /** What strangers uploaded is nothing but a picture, whatever else it may be at the same time. */
  @Get('avatars/:digest')
  async show(@Param() params: unknown, @Res() response: Response): Promise<void> {
    const { type, bytes } = await this.showAvatar.execute(parse(AvatarWanted, params));
    response
      .set({
        'Content-Type': type,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      })
      .send(Buffer.from(bytes));
  }
}
