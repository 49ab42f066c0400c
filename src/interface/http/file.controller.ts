import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { attachment } from '../../application/ports/files.js';
import { ShowFile } from '../../application/use-cases/show-file.js';
import { UploadFile } from '../../application/use-cases/upload-file.js';
import { ChatError } from '../../domain/chat-error.js';
import { FileUpload, FileWanted, type Uploaded } from '../protocol/endpoints.js';
import { parse } from '../protocol/parse.js';
import { presentAttachment } from '../protocol/present.js';
import { HttpCallers } from './http-callers.js';
import { sendFile } from './send-file.js';

/** Files go by HTTP alone, in both directions: as bytes, and never whole in memory. */
@Controller('api')
export class FileController {
  constructor(
    @Inject(HttpCallers) private readonly callers: HttpCallers,
    @Inject(UploadFile) private readonly uploadFile: UploadFile,
    @Inject(ShowFile) private readonly showFile: ShowFile,
  ) {}

  @Post('rooms/:room/files')
  async upload(
    @Req() request: Request,
    @Param() params: object,
    @Query() query: object,
  ): Promise<z.input<typeof Uploaded>> {
    const caller = await this.callers.require(request);
    const { room, name } = parse(FileUpload, { ...query, ...params });
    const said = request.get('Content-Length');
    const size = said === undefined ? undefined : Number(said);
    const bytes = bodyOf(request);
    const file = await this.uploadFile.execute({ caller, room, name, size, bytes });
    return { file: presentAttachment(attachment(file)) };
  }

  @Get('files/:file')
  show(@Req() request: Request, @Param() params: object, @Res() response: Response): Promise<void> {
    return this.send(request, params, response, false);
  }

  @Get('files/:file/preview')
  preview(@Req() request: Request, @Param() params: object, @Res() response: Response): Promise<void> {
    return this.send(request, params, response, true);
  }

  private async send(request: Request, params: object, response: Response, preview: boolean): Promise<void> {
    const caller = await this.callers.require(request);
    const { file } = parse(FileWanted, params);
    await sendFile(request, response, await this.showFile.execute({ caller, file, preview }));
  }
}

/** A body that breaks off is the sender's doing, and no bug. */
async function* bodyOf(request: Request): AsyncIterable<Uint8Array> {
  try {
    yield* request as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new ChatError('request.invalid', { cause });
  }
}
