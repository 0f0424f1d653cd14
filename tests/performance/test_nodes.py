"""What `make bench-nodes` runs: the example of nginx is the one that is tried out."""

from pathlib import Path

from django.conf import settings

from benchmarks import nodes
from benchmarks.nginx import EXAMPLE, rendered
from boards.posts.uploads.refusals import MAX_BYTES

NODES = ["http://127.0.0.1:4001", "http://127.0.0.1:4002"]


def test_example_is_run_as_it_is_but_for_addresses_and_tls() -> None:
    example = EXAMPLE.read_text()
    text = rendered(example, nodes=NODES, port=4000, folder=Path("/nowhere"))
    assert text.count("127.0.0.1:4001 max_fails") == text.count("127.0.0.1:4002 max_fails") == 1
    assert "server 10.0.0." not in text
    assert "listen 127.0.0.1:4000;" in text
    assert "ssl_certificate" not in text
    kept = [line for line in example.splitlines() if "proxy_" in line or "gzip" in line]
    assert all(line in text.splitlines() for line in kept)


def test_nginx_lets_pass_what_the_site_accepts_and_little_more() -> None:
    (limit,) = [line for line in EXAMPLE.read_text().splitlines() if "client_max_body_size" in line]
    megabytes = int(limit.split()[1].partition("m")[0])
    assert MAX_BYTES < megabytes * 1024 * 1024 <= MAX_BYTES * 1.1


def test_nginx_of_one_server_leaves_it_to_the_site_to_say_what_is_too_large() -> None:
    example = (EXAMPLE.parent / "nginx-one-server.conf").read_text()
    (limit,) = [line for line in example.splitlines() if "client_max_body_size" in line]
    megabytes = int(limit.split()[1].partition("m")[0])
    assert megabytes * 1024 * 1024 > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    for text in (example, EXAMPLE.read_text()):
        assert "proxy_set_header Host $http_host;" in text


def test_a_machine_without_a_program_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    assert nodes.main([]) == 2
    assert "apt-get install wrk nginx redis-server" in capsys.readouterr().err
