import { cpSync, lstatSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

interface Artifact {
  readonly id: number;
  readonly name: string;
}

/** The artifacts of one run, as actions/upload-artifact stores them. Names are unique, and IDs are never reused. */
export class ArtifactStore {
  private readonly artifacts: Artifact[] = [];
  private lastId = 4_000;

  constructor(private readonly folder: string) {}

  /** @throws Error if an artifact with this name exists. */
  upload(name: string, from: string): number {
    if (this.artifacts.some((artifact) => artifact.name === name)) throw new Error(`409 Conflict: an artifact with this name already exists: ${name}`);
    this.lastId += 1;
    this.artifacts.push({ id: this.lastId, name });
    const to = this.place(this.lastId);
    cpSync(from, lstatSync(from).isDirectory() ? to : join(to, basename(from)), { recursive: true, verbatimSymlinks: true });
    return this.lastId;
  }

  download(id: string, to: string): void {
    const found = this.artifacts.find((artifact) => String(artifact.id) === id);
    if (!found) throw new Error(`404: no artifact has this ID: ${id}`);
    mkdirSync(to, { recursive: true });
    cpSync(this.place(found.id), to, { recursive: true, verbatimSymlinks: true });
  }

  /** Deletes an artifact, as code that has obtained the token of the runner can. */
  delete(name: string): void {
    const index = this.artifacts.findIndex((artifact) => artifact.name === name);
    if (index >= 0) this.artifacts.splice(index, 1);
  }

  /** The folder with the contents of an artifact, for attacks on the store. */
  contents(name: string): string {
    return this.place(this.artifacts.find((artifact) => artifact.name === name)!.id);
  }

  private place(id: number): string {
    return join(this.folder, String(id));
  }
}
