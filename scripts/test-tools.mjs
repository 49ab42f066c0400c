// Makes ready what the tests take beside packages, before test files race for it: a Chromium, which is unpacked here,
// and what comes from Debian.
import { available, installed } from './browser.mjs';
import { missingTools } from './debian.mjs';

const missing = missingTools().map(
  ({ suites, packages }) => `${suites} is skipped. To run it: apt-get install ${packages.join(' ')}`,
);

if (installed === undefined && available) {
  // Brings the libraries along that a bare system lacks.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
} else if (!available) {
  missing.push(
    'test/browser is skipped. To run it, install Chromium and do: CHROMIUM_PATH=/its/path npm test',
  );
}

for (const line of missing) console.error(line);
if (missing.length > 0 && process.env.CI) process.exitCode = 1;
