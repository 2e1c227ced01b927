"""The installer: what it puts in place, and that it leaves nothing behind."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPECTED = [
    "bin/metachron",
    "share/man/man1/metachron.1.gz",
    "share/man/man1/metachron.run.1.gz",
    "share/man/man1/metachron.init.1.gz",
    "share/bash-completion/completions/metachron",
    "share/zsh/site-functions/_metachron",
    "share/fish/vendor_completions.d/metachron.fish",
    "share/metachron/Examples/her2-cohort/samples.csv",
    "share/metachron/Examples/one-patient/samples.csv",
    "share/metachron/Examples/her2-neratinib/plates.tsv",
    "share/metachron/Notebooks/03-one-table-four-readings.ipynb",
    "share/metachron/Notebooks/01-from-biopsies-to-origin.ipynb",
    "share/metachron/LICENSE",
]


def install(*arguments, script=ROOT / "Examples/install", check=True, cwd=None, **environment):
    return subprocess.run(
        [script, *map(str, arguments)], check=check, text=True, capture_output=True, cwd=cwd,
        env={**os.environ, **environment})


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture(scope="module")
def tarball(tmp_path_factory):
    """A tarball of the program under test."""
    archive = tmp_path_factory.mktemp("tarball") / "metachron.tar.gz"
    install("--tarball", archive)
    return archive


def unpacked(tarball, folder):
    subprocess.run(["tar", "-C", folder, "-xzf", tarball], check=True)
    (inner,) = folder.iterdir()
    return inner


def test_everything_is_in_place_and_goes_again(tarball, tmp_path):
    script = unpacked(tarball, tmp_path) / "install"
    prefix = tmp_path / "a prefix"
    # Files of others, in folders that both use.
    (prefix / "share/man/man1").mkdir(parents=True)
    (prefix / "share/man/man1/other.1").write_text("other")
    before = files(prefix)
    told = install(prefix, script=script).stdout
    assert f'export PATH="{prefix}/bin:$PATH"' in told
    for name in EXPECTED:
        assert (prefix / name).stat().st_size > 0, name
    version = subprocess.run(
        [prefix / "bin/metachron", "--version"], check=True, text=True, capture_output=True)
    assert version.stdout.startswith("metachron ")
    # Again over itself, then away.
    install(prefix, script=script)
    install("--uninstall", prefix, script=script)
    assert files(prefix) == before
    again = install("--uninstall", prefix, script=script, check=False)
    assert again.returncode == 1 and "nothing is installed" in again.stderr


def test_a_fresh_prefix_is_left_empty(tarball, tmp_path):
    script = unpacked(tarball, tmp_path) / "install"
    prefix = tmp_path / "fresh"
    install(prefix, script=script, PATH=f"{prefix}/bin:{os.environ['PATH']}")
    install("--uninstall", prefix, script=script)
    assert not prefix.exists()


def test_what_is_printed_can_be_typed(tarball, tmp_path):
    script = unpacked(tarball, tmp_path) / "install"
    told = install("a folder", script=script, cwd=tmp_path).stdout
    prefix = tmp_path / "a folder"
    typed = "\n".join(line.split(": ", 2)[2] for line in told.splitlines() if ": export " in line)
    lines = subprocess.run(
        ["bash", "-c", f'{typed}\ncommand -v metachron; echo "$XDG_DATA_DIRS"'], check=True, text=True,
        capture_output=True).stdout.splitlines()
    assert lines[0] == f"{prefix}/bin/metachron"
    assert lines[1].split(":")[0] == f"{prefix}/share"
    remove = next(line for line in told.splitlines() if "remove it: " in line).split("remove it: ")[1]
    subprocess.run(["bash", "-c", remove], check=True, capture_output=True)
    assert not prefix.exists()


def test_a_prefix_that_cannot_be_written_is_refused_in_words(tarball, tmp_path):
    script = unpacked(tarball, tmp_path) / "install"
    (tmp_path / "file").write_text("")
    refused = install(tmp_path / "file/below", script=script, check=False)
    assert refused.returncode == 1 and f"{tmp_path}/file is no folder" in refused.stderr
    # /proc takes no folder, whoever asks; a checkout says so before it builds.
    for place in (script, ROOT / "Examples/install"):
        refused = install("/proc/metachron", script=place, check=False)
        assert refused.returncode == 1
        assert refused.stderr.startswith("install: /proc cannot be written to; expected another folder")


def test_nothing_is_looped_over_that_a_chroot_lacks():
    # Without /proc there is no /dev/fd, by which bash substitutes processes.
    assert "<(" not in (ROOT / "Examples/install").read_text()


def test_the_manual_can_be_read(tarball, tmp_path):
    folder = unpacked(tarball, tmp_path)
    page = subprocess.run(
        ["gzip", "-dc", folder / "share/man/man1/metachron.run.1.gz"], check=True, text=True,
        capture_output=True).stdout
    assert ".Nm" in page and "metachron run samples.csv -o results" in page


@pytest.mark.parametrize("shell, name", [
    ("bash", "bash-completion/completions/metachron"),
    ("zsh", "zsh/site-functions/_metachron"),
    ("fish", "fish/vendor_completions.d/metachron.fish"),
])
def test_completions_name_the_commands(tarball, tmp_path, shell, name):
    text = (unpacked(tarball, tmp_path) / "share" / name).read_text()
    for command in ("origins", "cohort", "init", "uncalled"):
        assert command in text, command
    if subprocess.run(["which", shell], capture_output=True).returncode == 0:
        subprocess.run([shell, "-n"], input=text, check=True, text=True)


@pytest.mark.parametrize("arguments", [["--unknown"], ["--tarball"], ["a", "b"]])
def test_wrong_usage_is_refused(arguments):
    assert install(*arguments, check=False).returncode == 64
