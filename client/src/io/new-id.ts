import { uuid } from '../model/uuid.js';

export const newId = (): string => uuid((bytes) => void crypto.getRandomValues(bytes));
