import type { ComponentChild } from 'preact';

/** Drawn on a grid of 24, in the colour of the text around. */
export const icon = (shape: ComponentChild) => () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {shape}
  </svg>
);

export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const FindIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const CompassIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m15.5 8.5-2 5-5 2 2-5z" />
  </>,
);
export const GearIcon = icon(
  <>
    <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
    <circle cx="16" cy="7" r="2.5" />
    <circle cx="8" cy="17" r="2.5" />
  </>,
);
export const BackIcon = icon(<path d="m14.5 5-7 7 7 7" />);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 19.5c.6-3.6 3.1-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.5 3.5 5" />
  </>,
);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const SendIcon = icon(<path d="M12 19V5.5M5.5 11.5 12 5l6.5 6.5" />);
export const SmileIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M8.3 14a4.3 4.3 0 0 0 7.4 0M9.2 9.5v.3M14.8 9.5v.3" />
  </>,
);
export const ClipIcon = icon(
  <path d="m19.5 11.5-7.6 7.6a4.6 4.6 0 0 1-6.500-6.500l8.100-8.100a3.100 3.100 0 0 1 4.400 4.400l-8.100 8.100a1.550 1.550 0 0 1-2.200-2.200l7.300-7.300" />,
);
export const FileIcon = icon(
  <path d="M13.500 3.500H7A1.500 1.500 0 0 0 5.500 5v14A1.500 1.500 0 0 0 7 20.500h10a1.500 1.500 0 0 0 1.500-1.500V8.500zM13.500 3.500v5h5" />,
);
export const DownIcon = icon(<path d="M12 5v13M6 12.5l6 6 6-6" />);
export const AlertIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5v5.5M12 16.2v.1" />
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </>,
);
export const SpeechIcon = icon(
  <path d="M5.5 5h13A2.5 2.5 0 0 1 21 7.5v7a2.5 2.5 0 0 1-2.5 2.5H12l-5 4v-4H5.5A2.5 2.5 0 0 1 3 14.5v-7A2.5 2.5 0 0 1 5.5 5z" />,
);
export const EyeIcon = icon(
  <>
    <path d="M2.5 12C4.6 8 8 6 12 6s7.4 2 9.5 6c-2.1 4-5.5 6-9.5 6s-7.4-2-9.5-6z" />
    <circle cx="12" cy="12" r="2.8" />
  </>,
);
export const PinIcon = icon(<path d="M9 4h6l-1 6 3.5 3.500h-11L10 10zM12 13.500V20" />);
export const LockIcon = icon(
  <>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2.5" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
  </>,
);
export const MegaphoneIcon = icon(
  <path d="M4 10v4a1 1 0 0 0 1 1h2l1.5 4.5h2.5L9.8 15H12l7 4V5l-7 4H5a1 1 0 0 0-1 1zM21.5 10.5v3" />,
);
export const BookmarkIcon = icon(
  <path d="M7 4h10a1.5 1.5 0 0 1 1.5 1.5V20L12 15.5 5.5 20V5.5A1.5 1.5 0 0 1 7 4z" />,
);
export const TalkIcon = icon(
  <>
    <path d="M4 5.5h11A1.5 1.5 0 0 1 16.5 7v6a1.5 1.5 0 0 1-1.5 1.5H9L5.5 17v-2.5H4A1.5 1.5 0 0 1 2.5 13V7A1.5 1.5 0 0 1 4 5.5z" />
    <path d="M19.5 10H20a1.5 1.5 0 0 1 1.5 1.5v5A1.5 1.5 0 0 1 20 18h-.5v2.5L16 18h-4" />
  </>,
);
export const BellOffIcon = icon(
  <path d="M8.2 7A5.5 5.5 0 0 1 17.5 11v3M6.5 11v5L5 18h12M10 20.5h4M4 4l16 16" />,
);
