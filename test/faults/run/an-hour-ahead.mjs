// Loaded before a server: its clock is an hour ahead. What passes meanwhile passes as fast as it does.
const HOUR = 3_600_000;
const { now } = Date;

class Ahead extends Date {
  constructor(...args) {
    super(...(args.length === 0 ? [now() + HOUR] : args));
  }

  static now() {
    return now() + HOUR;
  }
}

globalThis.Date = Ahead;
