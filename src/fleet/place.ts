/** Where a row is written. */
export interface RowPlace {
  /** The path of its file from the folder of the app, with `/` between folders. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** `fleet/payments.yaml:12` */
export function placeText({ file, line }: RowPlace): string {
  return `${file}:${line}`;
}
