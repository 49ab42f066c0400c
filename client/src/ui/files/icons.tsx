import { icon } from '../icons.js';

export const SaveIcon = icon(<path d="M12 4v11M7 10.5l5 5 5-5M5 19.5h14" />);
export const RetryIcon = icon(<path d="M19 12a7 7 0 1 1-2.1-5M19 4v4.5h-4.5" />);
