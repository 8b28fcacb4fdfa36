"""Before a request gets a pooled connection, see whether the server has hung up; without asking it anything.

Django's own check (CONN_HEALTH_CHECKS) asks the server, which costs every request a round trip. But a server that
stops, restarts or fails over closes its connections, and that can be seen on the socket: one at rest has nothing to say.
"""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        pool = self.pool
        if pool is None:
            return connection
        for _ in range(pool.max_size):
            if not hung_up(connection):
                break
            connection.close()
            pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection


def hung_up(connection: Any) -> bool:
    """Whether a connection at rest has something to read: its last words, or its end."""
    watcher = select.poll()
    watcher.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(watcher.poll(0))
