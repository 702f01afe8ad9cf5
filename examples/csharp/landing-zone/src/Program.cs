using Amazon.CDK;

namespace LandingZone
{
    public static class Program
    {
        public static void Main()
        {
            var app = new App();

            // Deploy to the management account. AWS Organizations accepts these changes only from there.
            new LandingZoneStack(app, "LandingZone", new LandingZoneStackProps
            {
                Description = "The organization: units, accounts, guardrails and delegated administrators",
                EmailDomain = "example.com",
                AllowedRegions = new[] { "eu-central-1", "eu-west-1" },
            });

            app.Synth();
        }
    }
}
