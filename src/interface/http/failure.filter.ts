import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { answerFailure } from './http-failure.js';

/** Every failure over HTTP is answered in one form. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    answerFailure(host.switchToHttp().getResponse<Response>(), error);
  }
}
