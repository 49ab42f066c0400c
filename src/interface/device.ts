/** By what browsers call themselves, in the order in which to look: most also name those that they took after. */
const BROWSERS = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const;

/** Programs that are no browser begin with their own name. */
const PROGRAM = /^[\w.-]{1,40}/;

const named = (list: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  list.find(([pattern]) => pattern.test(agent))?.[1];

/** What a person can know a device by, such as `Firefox, Linux`. Empty where it says nothing of itself. */
export function deviceOf(userAgent = ''): string {
  const agent = userAgent.slice(0, 500);
  const program = named(BROWSERS, agent) ?? PROGRAM.exec(agent)?.[0];
  return [program, named(SYSTEMS, agent)].filter((part) => part !== undefined).join(', ');
}
