"""The plainest requests without Typer. All of this can be deleted: nothing but speed is lost."""
