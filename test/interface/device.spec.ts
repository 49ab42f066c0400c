import { deviceOf } from '../../src/interface/device.js';

describe('A device', () => {
  it.each([
    [
      'Chrome, Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    ],
    [
      'Edge, Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    ],
    ['Firefox, Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'],
    [
      'Safari, macOS',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    ],
    [
      'Safari, iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    ],
    [
      'WeChat, Android',
      'Mozilla/5.0 (Linux; Android 14; V2227A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.188 Mobile Safari/537.36 MicroMessenger/8.0.50',
    ],
    ['curl', 'curl/8.5.0'],
    ['my-bot', 'my-bot'],
    ['', '<script>alert(1)</script>'],
    ['', ''],
    ['', undefined],
  ])('is %j', (device, agent) => {
    expect(deviceOf(agent)).toBe(device);
  });

  it('has a short name, however long it says that it is', () => {
    expect(deviceOf('x'.repeat(10_000)).length).toBeLessThanOrEqual(40);
    expect(deviceOf(`${'('.repeat(100_000)} Firefox/1`)).toBe('');
  });
});
