import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { variables } from '../../src/infrastructure/config/variables.js';
import { ask, runServer } from '../support/running-server.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const NAMES = Object.values(variables).map(({ name }): string => name);

/** A shutdown in good order takes less, in seconds: `closeOnSignal` cuts it short. */
const SHUTDOWN = 9.5;

interface Service {
  readonly environment?: Record<string, string>;
  readonly stop_grace_period?: string;
  readonly read_only?: boolean;
  readonly volumes?: string[];
  readonly cap_drop?: string[];
  readonly ports?: string[];
  readonly command?: string[];
  readonly depends_on?: object;
}

describe('compose.yaml', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
  const nodes = ['node-a', 'node-b'].map((name) => services[name]!);

  it('gives two nodes nothing but what the server knows', () => {
    for (const { environment } of nodes)
      expect(NAMES).toEqual(expect.arrayContaining(Object.keys(environment!)));
  });

  it('runs them without rights, and waits for a shutdown in good order', () => {
    for (const node of nodes) {
      expect(node).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(parseInt(node.stop_grace_period!, 10)).toBeGreaterThan(SHUTDOWN);
    }
  });

  it('has them keep files in one place, which the image lets its user write to', () => {
    const [ofA, ofB] = nodes.map(({ environment, volumes }) => [environment!['ATTACHMENTS'], volumes]);
    expect(ofA).toEqual(['/files', ['files:/files']]);
    expect(ofB).toEqual(ofA);
    expect(read('Dockerfile')).toMatch(/^COPY .*--chown=nonroot:nonroot \/files \/files$/m);
  });

  it('lets the proxy, and nothing else, be reached, by the ports that it listens on', () => {
    const open = Object.entries(services).filter(([, { ports }]) => ports);
    expect(open.map(([name]) => name)).toEqual(['proxy']);
    const config = read('deploy/haproxy.cfg');
    for (const port of services['proxy']!.ports!) expect(config).toContain(`-${port.split(':')[1]}}"`);
  });

  it('tells the proxy all that it asks its environment for', () => {
    const asked = [...read('deploy/haproxy.cfg').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!);
    const { environment, depends_on } = services['proxy']!;
    expect(Object.keys(environment!)).toEqual(expect.arrayContaining(asked));
    expect([environment!['NODE_A'], environment!['NODE_B']]).toEqual(
      (depends_on as string[]).map((name) => `${name}:${variables.port.fallback}`),
    );
  });

  it('has Redis keep what was acknowledged', () => {
    const command = services['redis']!.command!.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--appendfsync always');
    expect(command).toContain('--maxmemory-policy noeviction');
  });
});

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Manifest {
  readonly kind: string;
  readonly spec: {
    readonly template: { readonly metadata: { readonly labels: object }; readonly spec: Pod };
    readonly selector: { readonly matchLabels?: object };
    readonly ports: { readonly targetPort: string }[];
  };
}

interface Pod {
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: object;
  readonly containers: readonly Container[];
}

interface Container {
  readonly env: readonly { readonly name: string }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly securityContext: object;
}

describe('The manifest for Kubernetes', () => {
  const documents = parseAllDocuments(read('deploy/kubernetes.yaml'));
  const [deployment, service, budget] = documents.map((one) => one.toJS() as Manifest);
  const pod = deployment!.spec.template.spec;
  const [container] = pod.containers;

  it('is YAML without a mistake', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    expect([deployment!.kind, service!.kind, budget!.kind]).toEqual([
      'Deployment',
      'Service',
      'PodDisruptionBudget',
    ]);
  });

  it('speaks of the same pods everywhere', () => {
    const { labels } = deployment!.spec.template.metadata;
    expect(deployment!.spec.selector.matchLabels).toEqual(labels);
    expect(service!.spec.selector).toEqual(labels);
    expect(budget!.spec.selector.matchLabels).toEqual(labels);
  });

  it('sets nothing that the server does not know', () => {
    expect(NAMES).toEqual(expect.arrayContaining(container!.env.map(({ name }) => name)));
  });

  it('sends people to the port that the server listens on', () => {
    expect(container!.ports).toEqual([{ name: 'http', containerPort: Number(variables.port.fallback) }]);
    expect(service!.spec.ports[0]!.targetPort).toBe('http');
  });

  it('runs it without rights, and waits for a shutdown in good order', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
    expect(container!.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    const { seconds } = container!.lifecycle.preStop.sleep;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(SHUTDOWN + seconds);
  });

  it('asks for what the server answers', async () => {
    const server = await runServer();
    const { startupProbe, livenessProbe, readinessProbe } = container!;
    for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
      expect(httpGet.port).toBe('http');
      expect(await ask(server.url, 'GET', httpGet.path)).toMatchObject({ status: 200 });
    }
    await server.close();
  });
});
