import { Inject, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Application, Request as HttpRequest, Response } from 'express';
import { z } from 'zod';
import { Dispatcher } from '../dispatcher.js';
import type { Request } from '../protocol/request.js';
import { requestTable } from '../protocol/requests.js';
import { HttpCallers } from './http-callers.js';
import { answerFailure } from './http-failure.js';

/** Mounts the HTTP twin of every request of the table. */
export class RequestRoutes implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Dispatcher) private readonly dispatcher: Dispatcher,
    @Inject(HttpCallers) private readonly callers: HttpCallers,
  ) {}

  onModuleInit(): void {
    const express = this.host.httpAdapter.getInstance<Application>();
    for (const [name, row] of requestTable) {
      const { method, path, status = 200 } = row.http;
      const read = reader(row);
      express[verb(method)](path, (request: HttpRequest, response: Response) => {
        this.run(name, request, read).then(
          (data) => response.status(status).json(data),
          (error: unknown) => answerFailure(response, error),
        );
      });
    }
  }

  private async run(
    name: string,
    request: HttpRequest,
    read: (request: HttpRequest) => unknown,
  ): Promise<unknown> {
    const caller = await this.callers.requireOrOperator(request);
    return this.dispatcher.run(name, read(request), caller);
  }
}

const verb = (method: Request['http']['method']): 'get' | 'post' | 'put' | 'delete' =>
  method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The input of a request: what its path holds, and its query or its body. */
function reader({ http, input }: Request): (request: HttpRequest) => unknown {
  // Without metadata, which would put named schemas elsewhere.
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', metadata: z.registry() });
  const isNumber = (field: string): boolean => {
    const schema = properties[field];
    return typeof schema === 'object' && schema.type === 'integer';
  };
  // Paths and queries hold text; fields that are numbers in the schema are read as numbers.
  const read = (field: string, value: unknown): unknown =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) && isNumber(field) ? Number(value) : value;
  const texts = (fields: object): object =>
    Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, read(field, value)]));

  return ({ query, body = {}, params }) => {
    const given: unknown = http.method === 'GET' ? texts(query) : body;
    // What is no object is left to the schema, which refuses it.
    return isObject(given) ? { ...given, ...texts(params) } : given;
  };
}
