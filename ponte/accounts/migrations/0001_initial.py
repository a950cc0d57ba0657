import django.db.models.deletion
import django.utils.timezone
import ponte.accounts.models.invitation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='E-mail')),
                ('name', models.CharField(max_length=150, verbose_name='Name')),
                ('language', models.CharField(default='en', max_length=12, verbose_name='Language of mails')),
                ('is_active', models.BooleanField(default=True, verbose_name='May sign in')),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail')),
                ('roles', models.JSONField(default=list, verbose_name='Roles')),
                ('language', models.CharField(max_length=12, verbose_name='Language of the mail')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Invited')),
                ('expires_at', models.DateTimeField(default=ponte.accounts.models.invitation.two_weeks_from_now, verbose_name='Good until')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='Accepted')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='Taken back')),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-invited_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None), models.Q(('email', ''), _negated=True)), fields=('email',), name='invitation_open_once')],
            },
        ),
        migrations.CreateModel(
            name='OfficeRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('facilitator', 'Facilitator'), ('finance', 'Finance'), ('reviewer', 'Reviewer'), ('focal_point', 'Focal point'), ('data_protection_officer', 'Data protection officer')], max_length=30, verbose_name='Role')),
                ('granted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='office_roles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'office role',
                'verbose_name_plural': 'office roles',
                'ordering': ['person', 'role'],
                'constraints': [models.UniqueConstraint(fields=('person', 'role'), name='office_role_once'), models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'facilitator', 'finance', 'reviewer', 'focal_point', 'data_protection_officer'])), name='office_role_known')],
            },
        ),
    ]
