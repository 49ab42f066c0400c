import { icon } from './icons.js';

/** Those of windows and other parts that are fetched later, which the first sight of the page does not need. */

export const KeyboardIcon = icon(
  <>
    <rect x="2.5" y="6" width="19" height="12" rx="2.5" />
    <path d="M6.5 10v.1M10 10v.1M14 10v.1M17.5 10v.1M8 14h8" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20c.7-4 3.6-6 7.5-6s6.8 2 7.5 6" />
  </>,
);
export const DeviceIcon = icon(
  <>
    <rect x="3" y="5" width="12.5" height="9.5" rx="1.8" />
    <path d="M6.5 18.500h6" />
    <rect x="16.5" y="9" width="5" height="10" rx="1.4" />
  </>,
);
export const KeyIcon = icon(
  <>
    <circle cx="8" cy="15.5" r="4" />
    <path d="m11 12.5 8.5-8.500M16 7.500l2.5 2.5" />
  </>,
);
export const ShieldIcon = icon(<path d="M12 3.5 19 6v6c0 4.2-2.8 7-7 8.500C7.8 19 5 16.2 5 12V6z" />);
export const LookIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 3.500v17M12 7.500h7M12 12h8.500M12 16.500h7" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="9" y="9" width="11" height="11" rx="2.2" />
    <path d="M15 5.800V5.500A1.5 1.5 0 0 0 13.5 4h-8A1.5 1.5 0 0 0 4 5.500v8A1.5 1.5 0 0 0 5.5 15h.3" />
  </>,
);
export const ServerIcon = icon(
  <>
    <rect x="3.5" y="4.5" width="17" height="6" rx="1.8" />
    <rect x="3.5" y="13.5" width="17" height="6" rx="1.8" />
    <path d="M7 7.500v.1M7 16.500v.1" />
  </>,
);
export const NextIcon = icon(<path d="m9.5 5 7 7-7 7" />);
export const GlobeIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17" />
  </>,
);
export const NudgeIcon = icon(
  <>
    <rect x="7" y="6" width="10" height="12" rx="2" />
    <path d="M3.5 9v6M20.5 9v6M1 11v2M23 11v2" />
  </>,
);
export const SaveIcon = icon(<path d="M12 4v11M7 10.5l5 5 5-5M5 19.5h14" />);
export const RetryIcon = icon(<path d="M19 12a7 7 0 1 1-2.1-5M19 4v4.5h-4.5" />);
export const DoorIcon = icon(
  <path d="M14 4h4.5A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5H14M4 12h10M10.5 8 14.5 12l-4 4" />,
);
export const MutedIcon = icon(
  <>
    <path d="M9 5.5a3 3 0 0 1 6 0V11M15 15a3 3 0 0 1-6-2V9M6 12a6 6 0 0 0 9.5 4.9M18 12a6 6 0 0 1-.6 2.6M12 18v3M4 4l16 16" />
  </>,
);
export const AddPersonIcon = icon(
  <>
    <circle cx="10" cy="8" r="3.5" />
    <path d="M3.5 19.5c.6-3.6 3.1-5.5 6.5-5.5s5.9 1.9 6.5 5.5M19 6.5v6M16 9.5h6" />
  </>,
);
export const LinkIcon = icon(
  <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1" />,
);
export const NameIcon = icon(
  <>
    <rect x="3.5" y="5.5" width="17" height="13" rx="2.5" />
    <path d="M7 14.5c.4-1.4 1.4-2 2.5-2s2.1.6 2.5 2M14.5 10h3.5M14.5 14h3.5" />
    <circle cx="9.5" cy="10" r="1.3" />
  </>,
);
export const FlagIcon = icon(<path d="M6 21V4.5M6 5c4-2.5 7 2.5 12 0v8.5c-5 2.5-8-2.5-12 0" />);
export const BanIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="m6 6 12 12" />
  </>,
);
export const BellIcon = icon(<path d="M6.5 16V11a5.5 5.5 0 0 1 11 0v5l1.5 2H5zM10 20.5h4" />);
