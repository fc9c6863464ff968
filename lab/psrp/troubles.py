"""The faults of WS-Management and of Exchange's throttling, with the texts clients go by.

The numbers are those of WinRM's message table; where a real server's number is not known the fault
carries none.
"""

from lab.psrp.envelope import Trouble


def nothing_yet() -> Trouble:
    """Say that OperationTimeout passed without output: the client asks again."""
    return Trouble(
        "w:TimedOut",
        "The WS-Management service cannot complete the operation within the time specified in"
        " OperationTimeout.",
        2150858793,
    )


def no_such_shell(shell: str) -> Trouble:
    """Say that the shell is gone: closed, expired, or never there."""
    return Trouble(
        "w:InvalidSelectors",
        f"The request for the Windows Remote Shell with ShellId {shell} failed because the shell"
        " was not found on the server. Possible causes are: the specified ShellId is incorrect or"
        " the shell no longer exists on the server. Provide the correct ShellId or create a new"
        " shell and retry the operation.",
        2150858843,
    )


def no_such_command() -> Trouble:
    """Say that the shell does not run this command; the number is that of a shell that is gone.

    As Windows answered Receive for pypsrp (its recorded test ``psrp_receive_failure``).
    """
    return Trouble(
        "w:InvalidSelectors",
        "The Windows Remote Shell received a request to perform an operation on a command"
        " identifier that does not exist. Either the command has completed execution or the client"
        " specified an invalid command identifier. ",
        2150858843,
        soap="The WS-Management service cannot process the request because the request contained"
        " invalid selectors for the resource. ",
    )


def bad_timeout() -> Trouble:
    """Say that OperationTimeout is no duration, or a negative one."""
    return Trouble(
        "a:InvalidMessageInformationHeader",
        "The WS-Management service cannot process the request. The request contains one or more"
        " invalid SOAP headers. ",
        2150858767,
    )


def no_such_resource(resource: str) -> Trouble:
    """Say that this path does not serve that configuration name."""
    return Trouble(
        "a:DestinationUnreachable",
        f"The WS-Management service cannot process the request. The resource URI ({resource}) was"
        " not found in the WS-Management catalog. The catalog contains the metadata that describes"
        " resources, or logical endpoints.",
        2150858811,
    )


def no_such_action(address: str) -> Trouble:
    """Say that the lab does not build this action (connect, disconnect, enumerate)."""
    return Trouble("a:ActionNotSupported", f"The action {address} is not supported by the service.")


def unreadable(why: str) -> Trouble:
    """Say that PowerShell could not read what it was sent."""
    return Trouble(
        "w:InternalError", f"The WS-Management service cannot process the request. {why}"
    )


def too_many_sessions(limit: int, preface: str) -> Trouble:
    """Exchange's own budget: the text is what clients recognise, spelling included.

    ``preface`` carries server, request and time in brackets.
    """
    return Trouble(
        "w:QuotaLimit",
        f"{preface} [FailureCategory=WSMan-Others] Fail to create a runspace because you have"
        f" exceeded the maximum number of connections allowed : {limit} for the policy party :"
        " MaxConcurrency. Please close existing runspace and try again.",
    )


def too_many_commands(limit: int) -> Trouble:
    """WinRM's limit for pipelines that were never closed."""
    return Trouble(
        "w:QuotaLimit",
        "The WS-Management service cannot process the request. The maximum number of concurrent"
        f" commands per shell has been exceeded ({limit}). Close existing commands and retry.",
    )


def too_many_shells(limit: int) -> Trouble:
    """WinRM's own limit, MaxShellsPerUser; the number stands in the middle of the text."""
    return Trouble(
        "w:QuotaLimit",
        "The WS-Management service cannot process the request. This user is allowed a maximum"
        f" number of {limit} concurrent shells, which has been exceeded. Close existing shells or"
        " raise the quota for this user. ",
        2150859173,
    )


def too_many_operations(limit: int) -> Trouble:
    """WinRM's own limit, MaxConcurrentOperationsPerUser."""
    return Trouble(
        "w:QuotaLimit",
        "The WS-Management service cannot process the request. This user is allowed a maximum"
        f" number of {limit} concurrent operations, which has been exceeded. Close existing"
        " operations for this user, or raise the quota for this user. ",
        2150859174,
    )
