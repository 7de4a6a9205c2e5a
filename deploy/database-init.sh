#!/bin/sh
# Makes what Handrail logs in as: the owner of one database, who may do nothing to the server or to other databases.
#
# The PostgreSQL image runs this once, when its volume is empty. POSTGRES_PASSWORD holds what stands in
# deploy/secrets/database_password. Afterwards that password is only the role `handrail`'s: `postgres` has none left,
# so nobody can log in as it over the network. It is still there for `docker compose exec database psql`.
set -e

psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
\getenv password POSTGRES_PASSWORD
CREATE ROLE handrail LOGIN PASSWORD :'password';
CREATE DATABASE handrail OWNER handrail ENCODING 'UTF8' TEMPLATE template0;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
