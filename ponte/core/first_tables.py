"""The first migration of an app, applied in one go."""

from typing import Any

from django.db import migrations, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterUniqueTogether,
    CreateModel,
)

# What only says what a table is like: once all of it is known, the table is made as it will be.
SHAPES = (CreateModel, AddField, AddIndex, AddConstraint, AlterUniqueTogether)


class FirstTables(migrations.Migration):
    """Learns all shapes and then makes the tables.

    Django draws every related model anew after each of some four hundred operations: three quarters of a minute
    when a site starts for the first time.
    """

    initial = True

    def apply(
        self, project_state: Any, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> Any:
        """The tables of this app, as they are after the last operation."""
        strange = [each for each in self.operations if not isinstance(each, SHAPES)]
        if strange:
            raise TypeError(f"{self}: {strange[0]} does not belong into the first migration.")
        project_state.__dict__.pop("apps", None)  # what was drawn is drawn again, once
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                model = project_state.apps.get_model(self.app_label, operation.name)
                if router.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)
        return project_state
