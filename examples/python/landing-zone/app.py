from aws_cdk import App
from landing_zone_stack import LandingZoneStack

app = App()

# Deploy to the management account. AWS Organizations accepts these changes only from there.
LandingZoneStack(
    app,
    "LandingZone",
    description="The organization: units, accounts, guardrails and delegated administrators",
    email_domain="example.com",
    allowed_regions=["eu-central-1", "eu-west-1"],
)

app.synth()
