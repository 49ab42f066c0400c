import { icon } from '../icons.js';

export const ReplyIcon = icon(<path d="M10 6 4.500 11.500 10 17M5 11.500h8c4 0 6.500 2.500 6.500 6.500" />);
export const MoreIcon = icon(<path d="M6 12v.01M12 12v.01M18 12v.01" stroke-width="2.8" />);
export const ForwardIcon = icon(
  <path d="m14 6 5.500 5.500L14 17M19 11.500h-8c-4 0-6.500 2.500-6.500 6.500" />,
);
export const PencilIcon = icon(
  <path d="M5 19l.9-3.700L16 5.200a1.800 1.800 0 0 1 2.800 2.800L8.700 18.100zM14.500 6.700l2.800 2.800" />,
);
export const UndoIcon = icon(<path d="M8 5 4 9l4 4M4.500 9H14a5 5 0 0 1 0 10h-4" />);
export const CheckIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m8.500 12.200 2.500 2.500 4.600-5" />
  </>,
);
