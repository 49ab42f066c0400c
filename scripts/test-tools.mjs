// Makes ready what the tests take beside packages: a Chromium, which is unpacked here, before test files race for it.
import { available, installed } from './browser.mjs';

if (installed === undefined && available) {
  // Brings the libraries along that a bare system lacks.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
} else if (!available) {
  console.error(
    'No Chromium here: test/browser is skipped. To run it, install Chromium and do: CHROMIUM_PATH=/its/path npm test',
  );
  if (process.env.CI) process.exitCode = 1;
}
