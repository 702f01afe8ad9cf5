/** A service in a report, with the names of the API. Source: IAM API Reference, "AccessDetail". */
export interface ServiceAccess {
  /** The prefix of the service: `s3`. */
  readonly ServiceNamespace: string;
  /** Absent if nobody tried to access the service in the tracking period. */
  readonly LastAuthenticatedTime?: string;
  /** The Region of the last attempt. */
  readonly Region?: string;
}

/** The last accesses of an entity of an organization. Source: IAM API Reference, "GetOrganizationsAccessReport". */
export interface AccessReport {
  readonly JobStatus: 'COMPLETED' | 'FAILED';
  readonly JobCompletionDate?: string;
  /** The services that the service control policies of the entity allow. */
  readonly AccessDetails?: readonly ServiceAccess[];
  /** Why the job failed. */
  readonly ErrorDetails?: { readonly Code?: string; readonly Message?: string };
}

export interface AccessReportPort {
  /**
   * Generates a report, and waits for it.
   * @param entityPath `o-…/r-…/ou-…/111122223333`
   * @throws OrganizationsError for a call that was refused or got no answer, or for a report that takes too long
   */
  report(entityPath: string): Promise<AccessReport>;
}
