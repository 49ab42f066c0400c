import helmet from 'helmet';

/**
 * What every answer tells a browser: run nothing but our own files, frame nothing, guess no type, tell nobody where
 * you come from. No upgrade to TLS is demanded: a plain address on the network at home is a place like any other.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // Browsers heed these two only in a secure context, and complain elsewhere.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
});
