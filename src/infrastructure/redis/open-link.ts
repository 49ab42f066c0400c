import { ClusterLink } from './cluster-link.js';
import type { Link } from './link.js';
import type { RedisPlace } from '../redis-place.js';
import { ServerLink } from './server-link.js';

export const openLink = (place: RedisPlace): Link =>
  place.kind === 'cluster' ? new ClusterLink(place) : new ServerLink(place);
