package com.example.landingzone;

import io.github.cdkawsorganizations.Account;
import io.github.cdkawsorganizations.AccountGuardrails;
import io.github.cdkawsorganizations.DataProtectionGuardrails;
import io.github.cdkawsorganizations.DenyOtherRegionsProps;
import io.github.cdkawsorganizations.DenyRootUserProps;
import io.github.cdkawsorganizations.ExemptPrincipalsProps;
import io.github.cdkawsorganizations.IParent;
import io.github.cdkawsorganizations.NetworkGuardrails;
import io.github.cdkawsorganizations.Organization;
import io.github.cdkawsorganizations.OrganizationalUnit;
import io.github.cdkawsorganizations.Policy;
import io.github.cdkawsorganizations.PolicyContent;
import io.github.cdkawsorganizations.PolicySet;
import io.github.cdkawsorganizations.PolicyType;
import io.github.cdkawsorganizations.ProtectCloudTrailProps;
import io.github.cdkawsorganizations.ProtectS3PublicAccessBlockProps;
import io.github.cdkawsorganizations.PublicAccessGuardrails;
import io.github.cdkawsorganizations.SecurityServiceGuardrails;
import io.github.cdkawsorganizations.ServiceControlPolicy;
import io.github.cdkawsorganizations.TrustedService;
import io.github.cdkawsorganizations.UsageGuardrails;
import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/**
 * A multi-account layout based on the AWS Security Reference Architecture. It has a Security unit with log archive and tooling accounts,
 * shared infrastructure, workloads by stage, a sandbox, a unit to test policies, and a unit for suspended accounts.
 */
public class LandingZoneStack extends Stack {
    /** Roles that are exempt from the guardrails, so that the platform team can still make repairs. */
    private static final List<String> PLATFORM_ROLES =
            List.of("arn:*:iam::*:role/platform/*", "arn:*:iam::*:role/AWSControlTowerExecution");

    private static final ExemptPrincipalsProps EXCEPT_PLATFORM =
            ExemptPrincipalsProps.builder().exemptPrincipals(PLATFORM_ROLES).build();

    private final String emailDomain;

    /**
     * @param emailDomain the domain of the accounts' unique email addresses, which are {@code aws+<account name>@<domain>}
     * @param allowedRegions the Regions in which workloads may run
     */
    public LandingZoneStack(Construct scope, String id, StackProps props, String emailDomain, List<String> allowedRegions) {
        super(scope, id, props);
        this.emailDomain = emailDomain;

        Organization organization = Organization.Builder.create(this, "Organization")
                .trustedServices(List.of(
                        TrustedService.ACCOUNT_MANAGEMENT,
                        TrustedService.BACKUP,
                        TrustedService.CLOUDTRAIL,
                        TrustedService.CONFIG,
                        TrustedService.GUARDDUTY,
                        TrustedService.ACCESS_ANALYZER,
                        TrustedService.IAM_IDENTITY_CENTER,
                        TrustedService.RESOURCE_ACCESS_MANAGER,
                        TrustedService.SECURITY_HUB,
                        TrustedService.TAG_POLICIES))
                .build();
        // Trusted access alone does not set these services up (docs/trusted-services.md). The teams make the calls after the first deployment.
        acknowledgeSetup(TrustedService.GUARDDUTY, "The security team registers the administrator in both Regions");
        acknowledgeSetup(TrustedService.SECURITY_HUB, "The security team registers the administrator in both Regions");
        acknowledgeSetup(TrustedService.RESOURCE_ACCESS_MANAGER, "The network team enables sharing once");

        // --- organizational units
        OrganizationalUnit security = addUnit("Security", organization.getRoot());
        OrganizationalUnit infrastructure = addUnit("Infrastructure", organization.getRoot());
        OrganizationalUnit workloads = addUnit("Workloads", organization.getRoot());
        OrganizationalUnit prod = addUnit("Prod", workloads);
        OrganizationalUnit nonProd = addUnit("NonProd", workloads);
        OrganizationalUnit sandbox = addUnit("Sandbox", organization.getRoot());
        OrganizationalUnit policyStaging = addUnit("PolicyStaging", organization.getRoot(), "Policy Staging");
        OrganizationalUnit suspended = addUnit("Suspended", organization.getRoot());

        // --- accounts
        Account logArchive = addAccount("LogArchive", security, "security");
        Account securityTooling = addAccount("SecurityTooling", security, "security");
        addAccount("Network", infrastructure, "platform");
        Account sharedServices = addAccount("SharedServices", infrastructure, "platform");
        Account identity = addAccount("Identity", infrastructure, "platform");
        addAccount("ShopProd", prod, "shop");
        addAccount("PaymentsProd", prod, "payments");
        addAccount("DataProd", prod, "data");
        addAccount("ShopDev", nonProd, "shop");
        addAccount("ShopTest", nonProd, "shop");
        addAccount("PaymentsDev", nonProd, "payments");
        addAccount("DataDev", nonProd, "data");
        addAccount("SandboxBlue", sandbox, "research");
        addAccount("SandboxGreen", sandbox, "research");
        addAccount("PolicyCanary", policyStaging, "platform");
        Tags.of(logArchive).add("data-class", "audit");

        // --- guardrails
        ServiceControlPolicy baseline = ServiceControlPolicy.Builder.create(this, "Baseline")
                .policyName("baseline")
                .description("Nobody leaves the organization or works as the root user")
                .guardrails(List.of(
                        AccountGuardrails.denyLeavingOrganization(),
                        AccountGuardrails.denyRootUser(DenyRootUserProps.builder().denyRootSessions(true).build())))
                .build();
        // The statements of a set are packed into as few policies as possible.
        PolicySet protectSecurityServices = PolicySet.Builder.create(this, "ProtectSecurityServices")
                .policySetName("protect-security-services")
                .description("Trails, recorders, detectors and hubs stay on")
                .guardrails(List.of(
                        SecurityServiceGuardrails.protectCloudTrail(
                                ProtectCloudTrailProps.builder().exemptPrincipals(PLATFORM_ROLES).build()),
                        SecurityServiceGuardrails.protectConfig(EXCEPT_PLATFORM),
                        SecurityServiceGuardrails.protectGuardDuty(EXCEPT_PLATFORM),
                        SecurityServiceGuardrails.protectSecurityHub(EXCEPT_PLATFORM),
                        SecurityServiceGuardrails.protectAccessAnalyzer(EXCEPT_PLATFORM)))
                .build();
        ServiceControlPolicy regions = ServiceControlPolicy.Builder.create(this, "Regions")
                .policyName("allowed-regions")
                .description("Workloads run in " + String.join(" and ", allowedRegions) + " only")
                .guardrails(List.of(UsageGuardrails.denyOtherRegions(DenyOtherRegionsProps.builder()
                        .allowedRegions(allowedRegions)
                        .exemptPrincipals(PLATFORM_ROLES)
                        .build())))
                .build();
        ServiceControlPolicy protectData = ServiceControlPolicy.Builder.create(this, "ProtectData")
                .policyName("protect-data")
                .description("Keys and backups outlive mistakes; nothing is made public")
                .guardrails(List.of(
                        DataProtectionGuardrails.denyKeyDeletion(EXCEPT_PLATFORM),
                        DataProtectionGuardrails.protectBackups(EXCEPT_PLATFORM),
                        PublicAccessGuardrails.denyPublicImages(EXCEPT_PLATFORM),
                        PublicAccessGuardrails.denyPublicSnapshots(EXCEPT_PLATFORM),
                        PublicAccessGuardrails.protectS3PublicAccessBlock(
                                ProtectS3PublicAccessBlockProps.builder().exemptPrincipals(PLATFORM_ROLES).build())))
                .build();
        ServiceControlPolicy protectNetwork = ServiceControlPolicy.Builder.create(this, "ProtectNetwork")
                .policyName("protect-network")
                .description("Ways to the internet are built by the network team")
                .guardrails(List.of(
                        NetworkGuardrails.denyInternetAccess(EXCEPT_PLATFORM),
                        NetworkGuardrails.denyVpcPeering(EXCEPT_PLATFORM)))
                .build();
        ServiceControlPolicy sandboxLimits = ServiceControlPolicy.Builder.create(this, "SandboxLimits")
                .policyName("sandbox-limits")
                .description("Small machines, and no long commitments")
                .content(PolicyContent.fromFile("policies/sandbox-limits.json"))
                .build();
        ServiceControlPolicy nothing = ServiceControlPolicy.Builder.create(this, "Nothing")
                .policyName("nothing")
                .description("For accounts on their way out")
                .guardrails(List.of(AccountGuardrails.denyEverything(EXCEPT_PLATFORM)))
                .build();

        organization.getRoot().attachPolicy(baseline);
        for (OrganizationalUnit unit : List.of(security, infrastructure, workloads)) {
            unit.attachPolicySet(protectSecurityServices);
        }
        workloads.attachPolicy(regions);
        workloads.attachPolicy(protectNetwork);
        security.attachPolicy(protectData);
        prod.attachPolicy(protectData);
        sandbox.attachPolicy(regions);
        sandbox.attachPolicy(sandboxLimits);
        suspended.attachPolicy(nothing);
        suspended.acknowledgeLockOut("Nothing is deployed to accounts on their way out; the platform roles can still repair them");

        // --- cost centers, with one spelling for reports
        Policy costCenters = Policy.Builder.create(this, "CostCenters")
                .policyName("cost-centers")
                .policyType(PolicyType.TAG_POLICY)
                .content(PolicyContent.fromFile("policies/cost-centers.json"))
                .build();
        organization.getRoot().attachPolicy(costCenters);

        // --- delegated administrators of the security services
        securityTooling.delegateAdministration(TrustedService.GUARDDUTY);
        securityTooling.delegateAdministration(TrustedService.SECURITY_HUB);
        identity.delegateAdministration(TrustedService.IAM_IDENTITY_CENTER);
        sharedServices.delegateAdministration(TrustedService.BACKUP);

        Tags.of(this).add("managed-by", "landing-zone");
    }

    /**
     * Acknowledges the calls that a service needs besides trusted access, with the team that makes them. The stack acknowledges them,
     * because earlier versions of aws-cdk-lib overlook acknowledgements on the construct itself.
     */
    private void acknowledgeSetup(TrustedService service, String reason) {
        Annotations.of(this)
                .acknowledgeWarning("cdk-aws-organizations:service-setup/" + service.getServicePrincipal(), reason);
    }

    private OrganizationalUnit addUnit(String id, IParent parent) {
        return addUnit(id, parent, id);
    }

    /** An ID that changes makes another unit. To rename one, keep its ID and give the new name. */
    private OrganizationalUnit addUnit(String id, IParent parent, String name) {
        return OrganizationalUnit.Builder.create(this, id).parent(parent).organizationalUnitName(name).build();
    }

    /** Adds an account. {@code LogArchive} becomes the account {@code log-archive} with the email address {@code aws+log-archive@…}. */
    private Account addAccount(String id, OrganizationalUnit parent, String costCenter) {
        String accountName = id.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        Account account = Account.Builder.create(this, id)
                .parent(parent)
                .accountName(accountName)
                .email("aws+" + accountName + "@" + emailDomain)
                .build();
        Tags.of(account).add("cost-center", costCenter);
        return account;
    }
}
