import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Real Chromium: CHROMIUM_PATH, then the system's, then the copy that an npm package carries. */
async function executable(): Promise<string> {
  const { CHROMIUM_PATH } = process.env;
  for (const path of [CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']) {
    if (path && existsSync(path)) return path;
  }
  // Told that it runs in Lambda, the package unpacks the shared libraries it needs, too.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await executable(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
