"""The same with one line printed by Rich."""

import typer
from rich import print as rich_print

app = typer.Typer()


@app.command()
def hello(name: str = "you") -> None:
    """Greet somebody."""
    rich_print(f"[bold]Hello[/bold] {name}")


if __name__ == "__main__":
    app()
