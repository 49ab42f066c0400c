import type { FactoryProvider } from '@nestjs/common';

type Port<T> = abstract new (...args: never[]) => T;
type Ports<Deps extends readonly unknown[]> = { [I in keyof Deps]: Port<Deps[I]> };

/** Registers an undecorated class with Nest. Ports out of order, or one short, do not compile. */
export const provide = <T, Deps extends unknown[]>(
  target: new (...deps: Deps) => T,
  ports: Ports<Deps>,
): FactoryProvider<T> => ({
  provide: target,
  inject: ports as never[],
  useFactory: (...deps: unknown[]) => new target(...(deps as Deps)),
});
