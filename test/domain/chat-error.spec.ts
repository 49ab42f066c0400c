import { ChatError, situations, type ErrorCode } from '../../src/domain/chat-error.js';
import { NAME_LIMIT } from '../../src/domain/name.js';
import { TEXT_LIMIT } from '../../src/domain/text.js';

const codes = Object.keys(situations) as ErrorCode[];

describe('ChatError', () => {
  it.each(codes)('%s is named after its area and situation, or after its kind', (code) => {
    const { kind } = new ChatError(code);
    expect(code).toMatch(new RegExp(`^(${kind}|[a-z]+\\.[a-z]+(_[a-z]+)*)$`));
  });

  it.each(codes)('%s says in whole sentences what is wrong and what to do', (code) => {
    const { message } = new ChatError(code);
    expect(message).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('carries its kind and code, and is an error of its own name', () => {
    const error = new ChatError('room.not_found');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'ChatError', code: 'room.not_found', kind: 'not_found' });
  });

  it('says the detail where there is one, and keeps its cause', () => {
    const cause = new Error('disk');
    const error = new ChatError('unavailable', { cause, detail: 'The disk is full.' });
    expect(error.message).toBe('The disk is full.');
    expect(error.cause).toBe(cause);
    expect(new ChatError('unavailable', { detail: 'x' })).not.toHaveProperty('cause');
  });

  it('is worth sending again only when the server was at its limit', () => {
    const retryable = codes.filter((code) => new ChatError(code).retryable);
    expect(retryable.map((code) => new ChatError(code).kind)).toEqual(
      retryable.map(() => expect.stringMatching(/^(unavailable|rate_limited)$/)),
    );
    expect(retryable).toContain('unavailable');
    expect(retryable).not.toContain('message.id_reused');
  });

  it('names the limits that hold', () => {
    expect(new ChatError('nickname.invalid').message).toContain(`1 to ${NAME_LIMIT.nickname} `);
    expect(new ChatError('room.name_invalid').message).toContain(`1 to ${NAME_LIMIT.room} `);
    expect(new ChatError('room.topic_invalid').message).toContain(`at most ${NAME_LIMIT.topic} `);
    const { message } = new ChatError('message.too_long');
    expect(message).toContain(TEXT_LIMIT.codePoints.toLocaleString('en'));
    expect(message).toContain(TEXT_LIMIT.bytes.toLocaleString('en'));
  });
});
