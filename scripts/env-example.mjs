// Writes .env.example from the table of variables, after a build.
import { writeFileSync } from 'node:fs';
import { renderEnvExample } from '../dist/infrastructure/config/env-example.js';

writeFileSync('.env.example', renderEnvExample());
