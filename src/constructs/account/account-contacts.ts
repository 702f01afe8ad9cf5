/**
 * A contact that AWS writes to besides the root user.
 *
 * Source: AWS Account Management Reference Guide, "Update the alternate contacts for your AWS account".
 */
export interface AlternateContact {
  /** Name of the person or the team, 1 to 64 characters. */
  readonly name: string;
  /** Title, 1 to 50 characters. */
  readonly title: string;
  /** Email address, at most 254 characters. */
  readonly emailAddress: string;
  /** Phone number, at most 25 digits, spaces and characters of `+ - ( )`. */
  readonly phoneNumber: string;
}

/** The alternate contacts of an account. One that is left out stays as it is. */
export interface AlternateContacts {
  /**
   * Whom AWS writes to about invoices and payments.
   * @default - the contact stays as it is
   */
  readonly billing?: AlternateContact;
  /**
   * Whom AWS writes to about the availability of services.
   * @default - the contact stays as it is
   */
  readonly operations?: AlternateContact;
  /**
   * Whom AWS writes to about security and abuse.
   * @default - the contact stays as it is
   */
  readonly security?: AlternateContact;
}

/**
 * The primary contact of an account. It replaces the former one as a whole: a member that is left out is empty afterwards.
 *
 * Source: AWS Account Management API Reference, `ContactInformation`.
 */
export interface PrimaryContact {
  /** Full name, 1 to 50 characters. */
  readonly fullName: string;
  /** First line of the address, 1 to 60 characters. */
  readonly addressLine1: string;
  /**
   * Second line of the address, 1 to 60 characters.
   * @default - none
   */
  readonly addressLine2?: string;
  /**
   * Third line of the address, 1 to 60 characters.
   * @default - none
   */
  readonly addressLine3?: string;
  /** City, 1 to 50 characters. */
  readonly city: string;
  /**
   * State or region of the address, 1 to 50 characters. Required in BR, CA, DE, GB, IN, JP and US.
   * @default - none
   */
  readonly stateOrRegion?: string;
  /**
   * District or county, 1 to 50 characters.
   * @default - none
   */
  readonly districtOrCounty?: string;
  /** Postal code, 1 to 20 characters. */
  readonly postalCode: string;
  /** Country, the two capital letters of ISO 3166-1. */
  readonly countryCode: string;
  /** Phone number with a plus and the country code, at most 20 characters. Another number has to be verified again. */
  readonly phoneNumber: string;
  /**
   * Name of the company, 1 to 50 characters.
   * @default - none
   */
  readonly companyName?: string;
  /**
   * Address of the company's website, 1 to 256 characters.
   * @default - none
   */
  readonly websiteUrl?: string;
}
