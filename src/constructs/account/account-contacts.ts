/**
 * A contact to which AWS writes in addition to the root user.
 *
 * Source: AWS Account Management Reference Guide, "Update the alternate contacts for your AWS account".
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
 */
export interface AlternateContact {
  /**
   * Name of the person or the team, 1 to 64 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_AlternateContact.html
   */
  readonly name: string;
  /**
   * Title, 1 to 50 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_AlternateContact.html
   */
  readonly title: string;
  /**
   * Email address, at most 254 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_AlternateContact.html
   */
  readonly emailAddress: string;
  /**
   * Phone number, at most 25 digits, spaces and characters of `+ - ( )`.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_AlternateContact.html
   */
  readonly phoneNumber: string;
}

/** The alternate contacts of an account. A contact that is left out does not change. */
export interface AlternateContacts {
  /**
   * The contact for invoices and payments.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
   * @default - the contact does not change
   */
  readonly billing?: AlternateContact;
  /**
   * The contact for the availability of services.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
   * @default - the contact does not change
   */
  readonly operations?: AlternateContact;
  /**
   * The contact for security and abuse.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
   * @default - the contact does not change
   */
  readonly security?: AlternateContact;
}

/**
 * The primary contact of an account. It replaces the former one as a whole: a member that is left out is empty afterwards.
 *
 * Source: AWS Account Management API Reference, `ContactInformation`.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
 */
export interface PrimaryContact {
  /**
   * Full name, 1 to 50 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   */
  readonly fullName: string;
  /**
   * First line of the address, 1 to 60 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   */
  readonly addressLine1: string;
  /**
   * Second line of the address, 1 to 60 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   * @default - none
   */
  readonly addressLine2?: string;
  /**
   * Third line of the address, 1 to 60 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   * @default - none
   */
  readonly addressLine3?: string;
  /**
   * City, 1 to 50 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   */
  readonly city: string;
  /**
   * State or region of the address, 1 to 50 characters. Required in BR, CA, DE, GB, IN, JP and US.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   * @default - none
   */
  readonly stateOrRegion?: string;
  /**
   * District or county, 1 to 50 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   * @default - none
   */
  readonly districtOrCounty?: string;
  /**
   * Postal code, 1 to 20 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   */
  readonly postalCode: string;
  /**
   * Country, the two capital letters of ISO 3166-1.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   */
  readonly countryCode: string;
  /**
   * Phone number with a plus and the country code, at most 20 characters. A new number has to be verified.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   */
  readonly phoneNumber: string;
  /**
   * Name of the company, 1 to 50 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   * @default - none
   */
  readonly companyName?: string;
  /**
   * Address of the company's website, 1 to 256 characters.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_ContactInformation.html
   * @default - none
   */
  readonly websiteUrl?: string;
}
