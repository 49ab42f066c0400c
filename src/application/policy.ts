/** What whoever runs this server decides, as far as clients should know. */
export class Policy {
  constructor(
    /** The largest file that is taken, in bytes. */
    readonly fileLimit: number,
    /** So many bytes all files of one user have together, at most. */
    readonly fileQuota: number,
    /** For so long people can take back what they said. */
    readonly recallSeconds: number,
  ) {}
}
