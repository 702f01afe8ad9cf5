using System.Text.RegularExpressions;
using Amazon.CDK;
using CdkAwsOrganizations;
using Constructs;

namespace LandingZone
{
    public class LandingZoneStackProps : StackProps
    {
        /// <summary>The domain of the accounts' unique email addresses, which are <c>aws+ACCOUNT@DOMAIN</c>.</summary>
        public string EmailDomain { get; set; } = "";

        /// <summary>The Regions in which workloads may run.</summary>
        public string[] AllowedRegions { get; set; } = new string[0];
    }

    /// <summary>
    /// A multi-account layout based on the AWS Security Reference Architecture. It has a Security unit with log archive and tooling accounts,
    /// shared infrastructure, workloads by stage, a sandbox, a unit to test policies, and a unit for suspended accounts.
    /// </summary>
    public class LandingZoneStack : Stack
    {
        /// <summary>Roles that are exempt from the guardrails, so that the platform team can still make repairs.</summary>
        private static readonly string[] PlatformRoles =
        {
            "arn:*:iam::*:role/platform/*", "arn:*:iam::*:role/AWSControlTowerExecution",
        };

        private static readonly ExemptPrincipalsProps ExceptPlatform = new ExemptPrincipalsProps { ExemptPrincipals = PlatformRoles };

        private readonly string emailDomain;

        public LandingZoneStack(Construct scope, string id, LandingZoneStackProps props) : base(scope, id, props)
        {
            emailDomain = props.EmailDomain;

            var organization = new Organization(this, "Organization", new OrganizationProps
            {
                TrustedServices = new[]
                {
                    TrustedService.ACCOUNT_MANAGEMENT,
                    TrustedService.BACKUP,
                    TrustedService.CLOUDTRAIL,
                    TrustedService.CONFIG,
                    TrustedService.GUARDDUTY,
                    TrustedService.ACCESS_ANALYZER,
                    TrustedService.IAM_IDENTITY_CENTER,
                    TrustedService.RESOURCE_ACCESS_MANAGER,
                    TrustedService.SECURITY_HUB,
                    TrustedService.TAG_POLICIES,
                },
            });
            // Trusted access alone does not set these services up (docs/trusted-services.md). The teams make the calls after the first
            // deployment.
            AcknowledgeSetup(TrustedService.GUARDDUTY, "The security team registers the administrator in both Regions");
            AcknowledgeSetup(TrustedService.SECURITY_HUB, "The security team registers the administrator in both Regions");
            AcknowledgeSetup(TrustedService.RESOURCE_ACCESS_MANAGER, "The network team enables sharing once");

            // --- organizational units
            var security = AddUnit("Security", organization.Root);
            var infrastructure = AddUnit("Infrastructure", organization.Root);
            var workloads = AddUnit("Workloads", organization.Root);
            var prod = AddUnit("Prod", workloads);
            var nonProd = AddUnit("NonProd", workloads);
            var sandbox = AddUnit("Sandbox", organization.Root);
            var policyStaging = AddUnit("PolicyStaging", organization.Root, "Policy Staging");
            var suspended = AddUnit("Suspended", organization.Root);

            // --- accounts
            var logArchive = AddAccount("LogArchive", security, "security");
            var securityTooling = AddAccount("SecurityTooling", security, "security");
            AddAccount("Network", infrastructure, "platform");
            var sharedServices = AddAccount("SharedServices", infrastructure, "platform");
            var identity = AddAccount("Identity", infrastructure, "platform");
            AddAccount("ShopProd", prod, "shop");
            AddAccount("PaymentsProd", prod, "payments");
            AddAccount("DataProd", prod, "data");
            AddAccount("ShopDev", nonProd, "shop");
            AddAccount("ShopTest", nonProd, "shop");
            AddAccount("PaymentsDev", nonProd, "payments");
            AddAccount("DataDev", nonProd, "data");
            AddAccount("SandboxBlue", sandbox, "research");
            AddAccount("SandboxGreen", sandbox, "research");
            AddAccount("PolicyCanary", policyStaging, "platform");
            Amazon.CDK.Tags.Of(logArchive).Add("data-class", "audit");

            // --- guardrails
            var baseline = new ServiceControlPolicy(this, "Baseline", new ServiceControlPolicyProps
            {
                PolicyName = "baseline",
                Description = "Nobody leaves the organization or works as the root user",
                Guardrails = new[]
                {
                    AccountGuardrails.DenyLeavingOrganization(),
                    AccountGuardrails.DenyRootUser(new DenyRootUserProps { DenyRootSessions = true }),
                },
            });
            // The statements of a set are packed into as few policies as possible.
            var protectSecurityServices = new PolicySet(this, "ProtectSecurityServices", new PolicySetProps
            {
                PolicySetName = "protect-security-services",
                Description = "Trails, recorders, detectors and hubs stay on",
                Guardrails = new[]
                {
                    SecurityServiceGuardrails.ProtectCloudTrail(new ProtectCloudTrailProps { ExemptPrincipals = PlatformRoles }),
                    SecurityServiceGuardrails.ProtectConfig(ExceptPlatform),
                    SecurityServiceGuardrails.ProtectGuardDuty(ExceptPlatform),
                    SecurityServiceGuardrails.ProtectSecurityHub(ExceptPlatform),
                    SecurityServiceGuardrails.ProtectAccessAnalyzer(ExceptPlatform),
                },
            });
            var regions = new ServiceControlPolicy(this, "Regions", new ServiceControlPolicyProps
            {
                PolicyName = "allowed-regions",
                Description = $"Workloads run in {string.Join(" and ", props.AllowedRegions)} only",
                Guardrails = new[]
                {
                    UsageGuardrails.DenyOtherRegions(new DenyOtherRegionsProps
                    {
                        AllowedRegions = props.AllowedRegions,
                        ExemptPrincipals = PlatformRoles,
                    }),
                },
            });
            var protectData = new ServiceControlPolicy(this, "ProtectData", new ServiceControlPolicyProps
            {
                PolicyName = "protect-data",
                Description = "Keys and backups outlive mistakes; nothing is made public",
                Guardrails = new[]
                {
                    DataProtectionGuardrails.DenyKeyDeletion(ExceptPlatform),
                    DataProtectionGuardrails.ProtectBackups(ExceptPlatform),
                    PublicAccessGuardrails.DenyPublicImages(ExceptPlatform),
                    PublicAccessGuardrails.DenyPublicSnapshots(ExceptPlatform),
                    PublicAccessGuardrails.ProtectS3PublicAccessBlock(
                        new ProtectS3PublicAccessBlockProps { ExemptPrincipals = PlatformRoles }),
                },
            });
            var protectNetwork = new ServiceControlPolicy(this, "ProtectNetwork", new ServiceControlPolicyProps
            {
                PolicyName = "protect-network",
                Description = "Ways to the internet are built by the network team",
                Guardrails = new[]
                {
                    NetworkGuardrails.DenyInternetAccess(ExceptPlatform),
                    NetworkGuardrails.DenyVpcPeering(ExceptPlatform),
                },
            });
            var sandboxLimits = new ServiceControlPolicy(this, "SandboxLimits", new ServiceControlPolicyProps
            {
                PolicyName = "sandbox-limits",
                Description = "Small machines, and no long commitments",
                Content = PolicyContent.FromFile("policies/sandbox-limits.json"),
            });
            var nothing = new ServiceControlPolicy(this, "Nothing", new ServiceControlPolicyProps
            {
                PolicyName = "nothing",
                Description = "For accounts on their way out",
                Guardrails = new[] { AccountGuardrails.DenyEverything(ExceptPlatform) },
            });

            organization.Root.AttachPolicy(baseline);
            foreach (var unit in new[] { security, infrastructure, workloads })
            {
                unit.AttachPolicySet(protectSecurityServices);
            }
            workloads.AttachPolicy(regions);
            workloads.AttachPolicy(protectNetwork);
            security.AttachPolicy(protectData);
            prod.AttachPolicy(protectData);
            sandbox.AttachPolicy(regions);
            sandbox.AttachPolicy(sandboxLimits);
            suspended.AttachPolicy(nothing);
            suspended.AcknowledgeLockOut("Nothing is deployed to accounts on their way out; the platform roles can still repair them");

            // --- cost centers, with one spelling for reports
            var costCenters = new Policy(this, "CostCenters", new PolicyProps
            {
                PolicyName = "cost-centers",
                PolicyType = PolicyType.TAG_POLICY,
                Content = PolicyContent.FromFile("policies/cost-centers.json"),
            });
            organization.Root.AttachPolicy(costCenters);

            // --- delegated administrators of the security services
            securityTooling.DelegateAdministration(TrustedService.GUARDDUTY);
            securityTooling.DelegateAdministration(TrustedService.SECURITY_HUB);
            identity.DelegateAdministration(TrustedService.IAM_IDENTITY_CENTER);
            sharedServices.DelegateAdministration(TrustedService.BACKUP);

            // The class Stack has a property of the name Tags.
            Amazon.CDK.Tags.Of(this).Add("managed-by", "landing-zone");
        }

        /// <summary>
        /// Acknowledges the calls that a service needs besides trusted access, with the team that makes them. The stack acknowledges them,
        /// because earlier versions of aws-cdk-lib overlook acknowledgements on the construct itself.
        /// </summary>
        private void AcknowledgeSetup(TrustedService service, string reason)
        {
            Annotations.Of(this).AcknowledgeWarning($"cdk-aws-organizations:service-setup/{service.ServicePrincipal}", reason);
        }

        /// <summary>An ID that changes makes another unit. To rename one, keep its ID and give the new name.</summary>
        private OrganizationalUnit AddUnit(string id, IParent parent, string? name = null)
        {
            return new OrganizationalUnit(this, id, new OrganizationalUnitProps { Parent = parent, OrganizationalUnitName = name ?? id });
        }

        /// <summary>
        /// Adds an account. <c>LogArchive</c> becomes the account <c>log-archive</c> with the email address <c>aws+log-archive@…</c>.
        /// </summary>
        private Account AddAccount(string id, OrganizationalUnit parent, string costCenter)
        {
            var accountName = Regex.Replace(id, "(?<!^)([A-Z])", "-$1").ToLowerInvariant();
            var account = new Account(this, id, new AccountProps
            {
                Parent = parent,
                AccountName = accountName,
                Email = $"aws+{accountName}@{emailDomain}",
            });
            Amazon.CDK.Tags.Of(account).Add("cost-center", costCenter);
            return account;
        }
    }
}
