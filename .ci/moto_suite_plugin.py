"""A pytest plugin that sends the calls of moto's tests to a simulator of AWS Organizations, in place of moto.

Environment: SIMULATOR_URL is the simulator's address. With PREPARED=1 each test first gets what AWS asks for and moto does not: the policy
types of the tests are enabled, accounts are old enough to leave, and a service has trusted access before an account administers it. Most
tests get further then.

- `mock_aws` gives each test an empty simulator instead of moto's backends. The management account has the ID and the address that moto's
  tests expect, since the simulator takes both from its state.
- `MOTO_ACCOUNT_ID`, which the tests set to call as another account, becomes the access key ID: the simulator takes an ID of twelve digits
  for the account that calls.
- Each `assert` of the tests is recorded and the test goes on, so that the report has every difference and not only the first one.
"""
import ast
import functools
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
import urllib.request

import boto3
import moto
import pytest
from botocore.exceptions import ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.organizations import utils

SUITE = "tests.test_organizations."
real_client = boto3.client


def control(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(os.environ["SIMULATOR_URL"] + path, data=data, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def start_empty():
    control("POST", "/_simulator/reset", {})
    state = control("GET", "/_simulator/state")
    state["managementAccount"] = {"id": DEFAULT_ACCOUNT_ID, "email": utils.MASTER_ACCOUNT_EMAIL}
    control("PUT", "/_simulator/state", state)


def prepare(simulated):
    """Does what AWS asks for before some calls of the client."""

    def enable(policy_type):
        root = simulated.list_roots()["Roots"][0]
        if policy_type in ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY") and policy_type not in [each["Type"] for each in root["PolicyTypes"]]:
            simulated.enable_policy_type(RootId=root["Id"], PolicyType=policy_type)

    def enable_type_of_policy(request):
        enable(simulated.describe_policy(PolicyId=request["PolicyId"])["Policy"]["PolicySummary"]["Type"])

    before = {
        "attach_policy": enable_type_of_policy,
        "list_targets_for_policy": enable_type_of_policy,
        "list_policies_for_target": lambda request: enable(request["Filter"]),
        "register_delegated_administrator": lambda request: simulated.enable_aws_service_access(ServicePrincipal=request["ServicePrincipal"]),
        "remove_account_from_organization": lambda request: control("POST", "/_simulator/advance", {"seconds": 8 * 86_400}),
    }

    def prepared(method, preparation):
        @functools.wraps(method)
        def call(**request):
            try:
                preparation(request)
            except ClientError:
                pass  # The call itself is refused then, and the test compares that error.
            return method(**request)

        return call

    for name, preparation in before.items():
        setattr(simulated, name, prepared(getattr(simulated, name), preparation))
    return simulated


def client(service, region_name="us-east-1", **more):
    if service != "organizations":
        pytest.skip(f"concerns {service}, which is not simulated")
    simulated = real_client(
        service,
        region_name=region_name,
        endpoint_url=os.environ["SIMULATOR_URL"],
        aws_access_key_id=os.environ.get("MOTO_ACCOUNT_ID", DEFAULT_ACCOUNT_ID),
        aws_secret_access_key="test",
        **more,
    )
    return prepare(simulated) if os.environ.get("PREPARED") else simulated


def mock_aws(function):
    @functools.wraps(function)
    def with_simulator(*args, **kwargs):
        start_empty()
        return function(*args, **kwargs)

    return with_simulator


boto3.client = client
moto.mock_aws = mock_aws

differences = []


def check(value, line, text):
    if not value:
        differences.append(f"line {line}: {text}")


def check_equal(left, right, line, text):
    if left != right:
        differences.append(f"line {line}: {text}\n      is {left!r}\n      and not {right!r}")


class Recorded(ast.NodeTransformer):
    """`assert x` becomes a call that records a failure."""

    def visit_Assert(self, node):
        test = node.test
        arguments = [test]
        name = "check"
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
            arguments = [test.left, test.comparators[0]]
            name = "check_equal"
        arguments += [ast.Constant(node.lineno), ast.Constant(ast.unparse(test))]
        call = ast.Call(func=ast.Name(f"__{name}__", ast.Load()), args=arguments, keywords=[])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(call), node))


class Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        path = self.get_filename(fullname)
        tree = Recorded().visit(ast.parse(self.get_data(path), path))
        return compile(tree, path, "exec")

    def exec_module(self, module):
        module.__check__ = check
        module.__check_equal__ = check_equal
        super().exec_module(module)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if not fullname.startswith(SUITE):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        return importlib.util.spec_from_file_location(fullname, spec.origin, loader=Loader(fullname, spec.origin))


def pytest_configure(config):
    sys.meta_path.insert(0, Finder())


# The differences that each test function shows, with those that end it; of one with parameters, the most of any run.
counts = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    differences.clear()
    ended = 0
    try:
        result = yield
    except (Exception, pytest.fail.Exception):
        ended = 1
        if differences:
            item.add_report_section("call", "differences", "\n".join(differences))
        raise
    finally:
        name = item.originalname
        counts[name] = max(counts.get(name, 0), len(differences) + ended)
    if differences:
        pytest.fail("\n".join(differences), pytrace=False)
    return result


def listed(column):
    """The number of differences that the page lists for each test: in the first column as it is, in the second prepared."""
    with open(os.environ["PAGE"], encoding="utf-8") as page:
        rows = [line.strip("| \n").split(" | ") for line in page if line.startswith("| `test_")]
    return {row[0].strip("`"): 0 if row[column] == "passes" else int(row[column].split(":")[0]) for row in rows}


def pytest_sessionfinish(session):
    expected = listed(2 if os.environ.get("PREPARED") else 1)
    problems = [
        f"{name} shows {count} differences, and the page lists {expected.get(name, 0)}. Look at them, and correct docs/coverage-moto.md."
        for name, count in sorted(counts.items())
        if count != expected.get(name, 0)
    ]
    problems += [f"The page lists {name}, which did not run." for name in sorted(expected.keys() - counts.keys())]
    failing = sum(1 for count in counts.values() if count > 0)
    print("\n" + "\n".join(problems or [f"{failing} of {len(counts)} test functions differ, as the page says"]))
    session.exitstatus = 1 if problems or not counts else 0
